package zkopt.ir;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How single tokens are spelled in MLIR's text. */
public final class AsmText {
  private AsmText() {}

  /** A string literal; bytes that do not print become {@code \HH}. */
  public static String quote(String s) {
    var text = new StringBuilder("\"");
    for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c == '\\') text.append("\\\\");
      else if (c == '"' || c < 0x20 || c > 0x7e) text.append(String.format("\\%02X", c));
      else text.append((char) c);
    }
    return text.append('"').toString();
  }

  /** A key of a dictionary: bare when it is an identifier. */
  public static String key(String s) {
    return s.matches("[A-Za-z_][A-Za-z0-9_$.]*") ? s : quote(s);
  }

  /** {@code @name}, quoted when it is no identifier. */
  public static String symbol(String name) {
    return "@" + (name.matches("[A-Za-z_][A-Za-z0-9_$.]*") ? name : quote(name));
  }

  /**
   * A float as LLVM 19 prints it: six decimals in exponent form if that reads back to the same bits, else the shortest decimal that
   * does, else (infinities, NaN) the bits in hexadecimal.
   */
  public static String floatText(double value, FloatType type) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return hexBits(value, type);
    String short6 = String.format(Locale.ROOT, "%.6e", value);
    if (same(Double.parseDouble(short6), value, type)) return short6;
    String shortest = type == FloatType.F64 ? Double.toString(value) : Float.toString((float) value);
    return shortest.contains(".") ? shortest : shortest.replace("E", ".0E");
  }

  private static boolean same(double read, double value, FloatType type) {
    return type == FloatType.F64
        ? Double.doubleToRawLongBits(read) == Double.doubleToRawLongBits(value)
        : Float.floatToRawIntBits((float) read) == Float.floatToRawIntBits((float) value);
  }

  private static String hexBits(double value, FloatType type) {
    return switch (type) {
      case F64 -> String.format("0x%016X", Double.doubleToRawLongBits(value));
      case F16 -> String.format("0x%04X", Float.floatToFloat16((float) value) & 0xffff);
      case BF16 -> String.format("0x%04X", Float.floatToRawIntBits((float) value) >>> 16);
      default -> String.format("0x%08X", Float.floatToRawIntBits((float) value));
    };
  }

  /** {@code dense<...>} without the type. */
  public static String dense(DenseElementsAttr attr) {
    if (attr.isSplat()) return "dense<" + element(attr, 0) + ">";
    if (attr.count() == 0) return "dense<>";
    var text = new StringBuilder("dense<");
    nested(attr, 0, 0, text);
    return text.append('>').toString();
  }

  private static long nested(DenseElementsAttr attr, int dim, long at, StringBuilder text) {
    if (dim == attr.type().rank()) {
      text.append(element(attr, at));
      return at + 1;
    }
    text.append('[');
    for (long i = 0; i < attr.type().dim(dim); i++) {
      if (i > 0) text.append(", ");
      at = nested(attr, dim + 1, at, text);
    }
    text.append(']');
    return at;
  }

  private static String element(DenseElementsAttr attr, long i) {
    Type type = attr.type().elementType();
    if (type instanceof FloatType f) return floatText(attr.doubleAt(i), f);
    return type.equals(IntegerType.I1) ? (attr.longAt(i) != 0 ? "true" : "false") : Long.toString(attr.longAt(i));
  }
}

package zkopt.ir.text;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.antlr.v4.runtime.Token;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.text.grammar.MlirParser;

/** Numbers and {@code dense<...>} bodies. */
final class Literals {
  private final TokenCursor cursor;

  Literals(TokenCursor cursor) {
    this.cursor = cursor;
  }

  /** An integer of {@code type}; a signless one may be written as signed or unsigned and is wrapped. */
  long integer(Token digits, boolean negative, Type type) {
    String text = digits.getText();
    var value = text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    if (negative) value = value.negate();
    int width = type instanceof IntegerType t ? t.width() : 64;
    var signedness = type instanceof IntegerType t ? t.signedness() : IntegerType.Signedness.SIGNLESS;
    boolean fits = switch (signedness) {
      case SIGNLESS -> value.bitLength() <= width && (value.signum() >= 0 || value.bitLength() < width);
      case SIGNED -> value.bitLength() < width;
      case UNSIGNED -> value.signum() >= 0 && value.bitLength() <= width;
    };
    if (!fits || value.bitLength() > 64) throw cursor.error(digits, "integer constant out of range for attribute");
    return type instanceof IntegerType t ? t.wrap(value.longValue()) : value.longValue();
  }

  double decimal(Token place, String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException _) {
      throw cursor.error(place, "expected floating point literal");
    }
    if (Double.isInfinite(value)) throw cursor.error(place, "floating point value too large for attribute");
    return value;
  }

  /** {@code +inf}, {@code -nan}: what LLVM writes from 2026 on. */
  double special(Token place, String text) {
    String name = text.substring(1).replaceAll("\\(.*", "");
    double value = switch (name) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan", "qnan", "snan" -> Double.NaN;
      default -> throw cursor.error(place, "expected floating point literal");
    };
    return text.startsWith("-") ? -value : value;
  }

  /** A float written as the hexadecimal integer of its bits. */
  double floatBits(Token digits, boolean negative, FloatType type) {
    if (!digits.getText().startsWith("0x")) {
      throw cursor.error(digits, "expected floating point literal; a decimal point makes '" + digits.getText() + "' one");
    }
    if (negative) throw cursor.error(digits, "hexadecimal float literal should not have a leading minus");
    var bits = new BigInteger(digits.getText().substring(2), 16);
    if (bits.bitLength() > type.width() || type.width() > 64) {
      throw cursor.error(digits, "hexadecimal float constant out of range for type");
    }
    try {
      return type.value(bits.longValue());
    } catch (IllegalArgumentException _) {
      throw cursor.error(digits, "constants of type '" + type + "' are not supported");
    }
  }

  /** {@code type}, if constants of it can be held. */
  FloatType holdable(Token place, FloatType type) {
    if (type.hasConstants()) return type;
    throw cursor.error(place, "constants of type '" + type + "' are not supported");
  }

  double floating(MlirParser.ElementContext element, FloatType type) {
    Token start = element.getStart();
    holdable(start, type);
    if (element.BARE_ID() != null) return special(start, element.getText());
    if (element.FLOAT() != null) return decimal(start, element.getText());
    if (element.INTEGER() != null && element.INTEGER().getText().startsWith("0x")) {
      return floatBits(element.INTEGER().getSymbol(), element.getChildCount() == 2, type);
    }
    throw cursor.error(start, "expected floating-point elements, but parsed " + (element.INTEGER() == null ? "'" + element.getText() + "'" : "integer"));
  }

  long integral(MlirParser.ElementContext element, Type type) {
    if (type.equals(IntegerType.I1) && element.getText().equals("true")) return 1;
    if (type.equals(IntegerType.I1) && element.getText().equals("false")) return 0;
    if (element.INTEGER() == null) {
      throw cursor.error(element.getStart(), "expected integer elements, but parsed " + (element.FLOAT() == null ? "'" + element.getText() + "'" : "floating-point"));
    }
    return integer(element.INTEGER().getSymbol(), element.getChildCount() == 2, type);
  }

  /** {@code dense<...>} as constant data of {@code type}. */
  Attribute dense(MlirParser.DenseValueContext tree, ShapedType type) {
    Type elementType = type.elementType();
    int width;
    try {
      width = Blob.byteWidth(elementType);
    } catch (IllegalArgumentException _) {
      throw cursor.error(tree.getStart(), "constants of element type '" + elementType + "' are not supported");
    }
    var body = tree.denseBody();
    if (body == null) {
      if (type.numElements() != 0) throw cursor.error(tree.getStart(), "expected element literal for type '" + type + "'");
      return new DenseElementsAttr(type, new Blob(ByteBuffer.allocate(0)), false);
    }
    if (body.element() != null && body.element().STRING() != null) return raw(body.element().STRING().getSymbol(), type, width);
    List<MlirParser.ElementContext> elements = new ArrayList<>();
    List<Long> shape = new ArrayList<>();
    collect(body, 0, shape, elements);
    boolean splat = body.element() != null;
    if (!splat && !shape.equals(type.shape())) {
      throw cursor.error(tree.getStart(), "inferred shape of elements literal (" + shape + ") does not match type (" + type.shape() + ")");
    }
    var data = ByteBuffer.allocate(elements.size() * width).order(ByteOrder.LITTLE_ENDIAN);
    for (var element : elements) {
      if (elementType instanceof FloatType f) Blob.putDouble(data, f, floating(element, f));
      else Blob.putLong(data, width, integral(element, elementType));
    }
    return new DenseElementsAttr(type, new Blob(data.flip()), splat);
  }

  private void collect(MlirParser.DenseBodyContext body, int depth, List<Long> shape, List<MlirParser.ElementContext> elements) {
    if (body.element() != null) {
      if (depth != shape.size()) throw ragged(body);
      elements.add(body.element());
      return;
    }
    long size = body.denseBody().size();
    if (depth == shape.size()) {
      if (!elements.isEmpty()) throw ragged(body);
      shape.add(size);
    } else if (shape.get(depth) != size) {
      throw ragged(body);
    }
    for (var part : body.denseBody()) collect(part, depth + 1, shape, elements);
  }

  private RuntimeException ragged(MlirParser.DenseBodyContext body) {
    return cursor.error(body.getStart(), "tensor literal is invalid; ranks are not consistent between elements");
  }

  /** {@code dense<"0x...">}: the bytes, little-endian; {@code i1} is packed eight to a byte. */
  private Attribute raw(Token string, ShapedType type, int width) {
    byte[] bytes = hex(string, "elements hex string");
    long count = type.numElements();
    if (type.elementType().equals(IntegerType.I1)) {
      boolean splat = bytes.length == 1 && (bytes[0] == 0 || bytes[0] == -1);
      if (!splat && bytes.length != (count + 7) / 8) throw sizeMismatch(string);
      byte[] unpacked = new byte[splat ? 1 : Math.toIntExact(count)];
      for (int i = 0; i < unpacked.length; i++) unpacked[i] = (byte) (bytes[i / 8] >> i % 8 & 1);
      return new DenseElementsAttr(type, new Blob(ByteBuffer.wrap(unpacked)), splat);
    }
    boolean splat = bytes.length == width;
    if (!splat && bytes.length != count * width) throw sizeMismatch(string);
    return new DenseElementsAttr(type, new Blob(ByteBuffer.wrap(bytes)), splat);
  }

  private RuntimeException sizeMismatch(Token string) {
    return cursor.error(string, "elements hex data size is invalid for provided type");
  }

  private byte[] hex(Token string, String what) {
    return hex(cursor, string, what);
  }

  /** The bytes of the string literal {@code "0x..."}. */
  static byte[] hex(TokenCursor cursor, Token string, String what) {
    String text = string.getText();
    if (!text.startsWith("\"0x")) throw cursor.error(string, what + " should start with '0x'");
    try {
      return HexFormat.of().parseHex(text, 3, text.length() - 1);
    } catch (IllegalArgumentException _) {
      throw cursor.error(string, what + " only allows hex digits");
    }
  }
}

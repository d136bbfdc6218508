package zkopt.ir.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import zkopt.ir.FloatType;
import zkopt.ir.WideFloats;

/** Floats as LLVM 19 prints them (mlir/lib/IR/AsmPrinter.cpp, printFloatValue; llvm/lib/Support/APFloat.cpp, toString). */
final class FloatText {
  private static final int SHORT_DIGITS = 6;
  /** Without an exponent, at most this many zeros stand between the point and the first digit. */
  private static final int MAX_PADDING = 3;

  private FloatText() {}

  /**
   * Six significant digits in exponent form if that reads back to the same value; else as many digits as always suffice; else, and
   * for infinities and NaN, the bits in hexadecimal.
   */
  static String of(double value, FloatType type) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return hex(value, type);
    if (value == 0) return 1 / value < 0 ? "-0.000000e+00" : "0.000000e+00";
    var exact = new BigDecimal(value);
    String brief = brief(exact);
    if (type.round(Double.parseDouble(brief)) == value) return brief;
    String full = full(exact, digits(precision(type)));
    return full.contains(".") ? full : hex(value, type);
  }

  /** The same for a wide type. */
  static String ofBits(BigInteger bits, FloatType type) {
    BigDecimal magnitude = WideFloats.magnitude(bits, type);
    boolean negative = WideFloats.isNegative(bits, type);
    if (magnitude == null) return hex(bits);
    if (magnitude.signum() == 0) return negative ? "-0.000000e+00" : "0.000000e+00";
    String sign = negative ? "-" : "";
    String brief = brief(magnitude);
    if (WideFloats.reads(new BigDecimal(brief), magnitude, type)) return sign + brief;
    String full = full(magnitude, digits(WideFloats.precision(type)));
    return full.contains(".") ? sign + full : hex(bits);
  }

  private static String hex(BigInteger bits) {
    return "0x" + bits.toString(16).toUpperCase(Locale.ROOT);
  }

  /** Decimal digits that tell all values of this precision apart. */
  private static int digits(int precision) {
    return 2 + precision * 59 / 196;
  }

  /** Bits of the significand, the hidden one included. */
  private static int precision(FloatType type) {
    return switch (type) {
      case F64 -> 53;
      case F16, TF32 -> 11;
      case BF16 -> 8;
      default -> 24;
    };
  }

  /** Decimal digits without leading or trailing zeros, and the power of ten of the last one. */
  private record Decimal(String digits, int exponent) {
    int leadingExponent() {
      return exponent + digits.length() - 1;
    }
  }

  /** The first {@code precision} digits, rounded half up, but after digits further behind were cut off: LLVM's AdjustToPrecision. */
  private static Decimal round(BigDecimal exact, int precision) {
    BigInteger significand = exact.unscaledValue().abs();
    int exponent = -exact.scale();
    int excessBits = significand.bitLength() - (precision * 196 + 58) / 59;
    int cut = Math.max(0, excessBits * 59 / 196);
    String digits = significand.divide(BigInteger.TEN.pow(cut)).toString();
    exponent += cut;
    int kept = Math.min(precision, digits.length());
    boolean up = kept < digits.length() && digits.charAt(kept) >= '5';
    exponent += digits.length() - kept;
    var rounded = new BigInteger(digits.substring(0, kept)).add(up ? BigInteger.ONE : BigInteger.ZERO).toString();
    String stripped = rounded.replaceFirst("0+$", "");
    return new Decimal(stripped, exponent + rounded.length() - stripped.length());
  }

  private static String brief(BigDecimal exact) {
    Decimal d = round(exact, SHORT_DIGITS);
    int exponent = d.leadingExponent();
    return sign(exact) + d.digits.charAt(0) + "." + d.digits.substring(1) + "0".repeat(SHORT_DIGITS + 1 - d.digits.length())
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static String full(BigDecimal exact, int precision) {
    Decimal d = round(exact, precision);
    int leading = d.leadingExponent();
    boolean scientific = d.exponent >= 0
        ? d.exponent > MAX_PADDING || d.digits.length() + d.exponent > precision
        : leading < 0 && -leading > MAX_PADDING;
    if (scientific) {
      String fraction = d.digits.length() == 1 ? "0" : d.digits.substring(1);
      return sign(exact) + d.digits.charAt(0) + "." + fraction + "E" + (leading < 0 ? "-" : "+") + Math.abs(leading);
    }
    if (d.exponent >= 0) return sign(exact) + d.digits + "0".repeat(d.exponent);
    if (leading >= 0) return sign(exact) + d.digits.substring(0, leading + 1) + "." + d.digits.substring(leading + 1);
    return sign(exact) + "0." + "0".repeat(-leading - 1) + d.digits;
  }

  private static String sign(BigDecimal exact) {
    return exact.signum() < 0 ? "-" : "";
  }

  private static String hex(double value, FloatType type) {
    return "0x" + String.format(Locale.ROOT, "%0" + type.width() / 4 + "X", type.bits(value));
  }
}

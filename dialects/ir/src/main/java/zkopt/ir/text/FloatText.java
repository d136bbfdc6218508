package zkopt.ir.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import zkopt.ir.FloatType;

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
    String full = full(exact, 2 + precision(type) * 59 / 196);
    return full.contains(".") ? full : hex(value, type);
  }

  /** Bits of the significand, the hidden one included. */
  private static int precision(FloatType type) {
    return switch (type) {
      case F64 -> 53;
      case F16 -> 11;
      case BF16 -> 8;
      default -> 24;
    };
  }

  private static String brief(BigDecimal exact) {
    var rounded = exact.round(new MathContext(SHORT_DIGITS, RoundingMode.HALF_UP)).stripTrailingZeros();
    String digits = rounded.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - rounded.scale();
    return (exact.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + digits.substring(1)
        + "0".repeat(SHORT_DIGITS + 1 - digits.length())
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static String full(BigDecimal exact, int significantDigits) {
    var rounded = exact.round(new MathContext(significantDigits, RoundingMode.HALF_UP)).stripTrailingZeros();
    String digits = rounded.unscaledValue().abs().toString();
    String sign = exact.signum() < 0 ? "-" : "";
    int exponent = -rounded.scale();
    int leading = exponent + digits.length() - 1;
    boolean scientific = exponent >= 0
        ? exponent > MAX_PADDING || digits.length() + exponent > significantDigits
        : leading < 0 && -leading > MAX_PADDING;
    if (scientific) {
      String fraction = digits.length() == 1 ? "0" : digits.substring(1);
      return sign + digits.charAt(0) + "." + fraction + "E" + (leading < 0 ? "-" : "+") + Math.abs(leading);
    }
    if (exponent >= 0) return sign + digits + "0".repeat(exponent);
    if (leading >= 0) return sign + digits.substring(0, leading + 1) + "." + digits.substring(leading + 1);
    return sign + "0." + "0".repeat(-leading - 1) + digits;
  }

  private static String hex(double value, FloatType type) {
    return "0x" + String.format(Locale.ROOT, "%0" + type.width() / 4 + "X", type.bits(value));
  }
}

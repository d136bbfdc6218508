package zkopt.ir;

/**
 * Floating-point formats of up to 8 bits, by their lists of values.
 *
 * @see <a href="https://arxiv.org/abs/2209.05433">FP8 formats for deep learning</a>
 * @see <a href="https://arxiv.org/abs/2206.02915">8-bit numerical formats for deep neural networks (the formats {@code FNUZ})</a>
 * @see <a href="https://www.opencompute.org/documents/ocp-microscaling-formats-mx-v1-0-spec-final-pdf">OCP microscaling formats</a>
 */
final class ShortFloats {
  private ShortFloats() {}

  /** What the codes of a format mean: the significand's stored bits, the exponent's bias, and which codes are no numbers. */
  private record Format(int width, int significandBits, int bias, Specials specials) {}

  private enum Specials {
    /** The largest exponent is that of infinities and NaN. */
    IEEE,
    /** All ones are NaN; no infinities. */
    ALL_ONES,
    /** The code of negative zero is NaN; no infinities. */
    NEGATIVE_ZERO,
    NONE
  }

  private static Format format(FloatType type) {
    return switch (type) {
      case F8E5M2 -> new Format(8, 2, 15, Specials.IEEE);
      case F8E4M3 -> new Format(8, 3, 7, Specials.IEEE);
      case F8E4M3FN -> new Format(8, 3, 7, Specials.ALL_ONES);
      case F8E5M2FNUZ -> new Format(8, 2, 16, Specials.NEGATIVE_ZERO);
      case F8E4M3FNUZ -> new Format(8, 3, 8, Specials.NEGATIVE_ZERO);
      case F8E4M3B11FNUZ -> new Format(8, 3, 11, Specials.NEGATIVE_ZERO);
      case F4E2M1FN -> new Format(4, 1, 1, Specials.NONE);
      default -> throw new IllegalArgumentException("no constants of type " + type);
    };
  }

  /** The bits of a significand, the leading one included. */
  static int significantBits(FloatType type) {
    return type == FloatType.F8E8M0FNU ? 1 : format(type).significandBits + 1;
  }

  /** The value of a code. */
  static double value(FloatType type, long code) {
    if (type == FloatType.F8E8M0FNU) return code == 0xff ? Double.NaN : Math.scalb(1.0, (int) code - 127);
    Format f = format(type);
    long sign = 1L << (f.width - 1);
    double magnitude = magnitude(f, (int) (code & (sign - 1)));
    boolean negative = (code & sign) != 0;
    if (f.specials == Specials.NEGATIVE_ZERO && code == sign) return Double.NaN;
    return negative ? -magnitude : magnitude;
  }

  private static double magnitude(Format f, int code) {
    int ones = (1 << (f.width - 1)) - 1;
    int exponent = code >> f.significandBits;
    int significand = code & ((1 << f.significandBits) - 1);
    if (f.specials == Specials.ALL_ONES && code == ones) return Double.NaN;
    if (f.specials == Specials.IEEE && exponent == ones >> f.significandBits) return significand == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    int scale = Math.max(exponent, 1) - f.bias - f.significandBits;
    return Math.scalb((double) (exponent == 0 ? significand : significand + (1 << f.significandBits)), scale);
  }

  /** The code of the nearest value, ties to the even code; what is too large is infinity or, where there is none, NaN. */
  static long bits(FloatType type, double value) {
    if (type == FloatType.F8E8M0FNU) return powerOfTwo(value);
    Format f = format(type);
    long sign = 1L << (f.width - 1);
    long nan = f.specials == Specials.NEGATIVE_ZERO ? sign : sign - 1;
    if (Double.isNaN(value)) {
      if (f.specials == Specials.NONE) throw new IllegalArgumentException("type " + type + " has no NaN");
      return nan;
    }
    double magnitude = Math.abs(value);
    int code = 0;
    while (code + 1 < sign && Double.isFinite(magnitude(f, code + 1)) && magnitude(f, code + 1) <= magnitude) code++;
    double below = magnitude(f, code);
    double step = code == 0 ? magnitude(f, 1) : below - magnitude(f, code - 1);
    boolean largest = code + 1 == sign || !Double.isFinite(magnitude(f, code + 1));
    double above = largest ? below + step : magnitude(f, code + 1);
    boolean up = magnitude - below > above - magnitude || magnitude - below == above - magnitude && code % 2 == 1;
    boolean overflows = up && largest;
    if (overflows && f.specials == Specials.NONE) return value < 0 ? sign | code : code;
    if (overflows && f.specials != Specials.IEEE) return nan;
    long rounded = up ? code + 1 : code;
    boolean negative = value < 0 || 1 / value < 0;
    return negative && !(rounded == 0 && f.specials == Specials.NEGATIVE_ZERO) ? sign | rounded : rounded;
  }

  /** The nearest power of two, ties up; NaN for what is no positive number. */
  private static long powerOfTwo(double value) {
    if (Double.isNaN(value) || value < 0 || Double.isInfinite(value)) return 0xff;
    int exponent = Math.max(-127, Math.getExponent(value));
    boolean up = value >= 1.5 * Math.scalb(1.0, exponent);
    return Math.min(exponent + (up ? 1 : 0) + 127, 0xff);
  }
}

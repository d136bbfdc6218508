package zkopt.lowering.fixed;

import zkopt.dialect.fixed.QType;

/**
 * How values are represented.
 *
 * @param activation the type of everything that is neither a weight nor an exact sum or product
 * @param weightFrac fraction bits of weights, unless an accumulator would not fit
 */
record Formats(QType activation, int weightFrac) {
  /** Constant factors are kept to this many fraction bits when they are not exact with fewer. */
  private static final int CONSTANT_FRAC = 24;

  static Interval range(QType type) {
    return new Interval(-type.max(), type.max());
  }

  /** The activation type when it holds the values, else the narrowest type. */
  QType typeFor(int frac, Interval bounds) {
    if (frac == activation.frac() && bounds.isWithin(range(activation))) return activation;
    return new QType(Math.max(2, bounds.magnitudeBits() + 1), frac);
  }

  /** Infinity, as in masks, is half of the largest activation, so that there is room for what is added to it. */
  double finite(double c) {
    return Double.isInfinite(c) ? Math.copySign(Math.scalb(1.0, activation.width() - 2 - activation.frac()), c) : c;
  }

  /** The fraction bits that represent a constant factor exactly, or well. */
  static int constantFrac(double c) {
    int frac = 0;
    while (frac < CONSTANT_FRAC && Math.rint(Math.scalb(c, frac)) != Math.scalb(c, frac)) frac++;
    while (frac > 0 && Math.abs(Math.scalb(c, frac)) >= 1L << (CONSTANT_FRAC + 8)) frac--;
    return frac;
  }

  /** The nearest integer to {@code c * 2^frac}, halves up. */
  static long quantize(double c, int frac) {
    double scaled = Math.floor(Math.scalb(c, frac) + 0.5);
    if (!(Math.abs(scaled) < 0x1p62)) throw new ArithmeticException("the constant " + c + " needs more than 62 bits");
    return (long) scaled;
  }
}

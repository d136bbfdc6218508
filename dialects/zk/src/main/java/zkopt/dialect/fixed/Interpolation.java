package zkopt.dialect.fixed;

import java.util.function.DoubleUnaryOperator;

/**
 * A function over [start, start + 2^domainBits) as 2^{@link #SEGMENT_BITS} line segments of equal length between knots of
 * {@link #KNOT_FRAC} fraction bits.
 *
 * @param function gives the knots, the one at the end of the domain too
 */
public record Interpolation(long start, int domainBits, DoubleUnaryOperator function) {
  public static final int SEGMENT_BITS = 11;
  public static final int KNOT_FRAC = 18;
  private static final int PROBES = 16;

  /** The fewest fraction bits of an argument: a segment is at least one value long. */
  public int leastFrac() {
    return SEGMENT_BITS - domainBits;
  }

  boolean supports(QType argument, QType result) {
    return argument.frac() >= leastFrac() && result.frac() <= KNOT_FRAC && shift(argument, result) > 0;
  }

  /** The bits of the place within a segment. */
  public int placeBits(QType argument) {
    return argument.frac() - leastFrac();
  }

  /** The bits that are dropped from the exact sum of {@link #evaluate}. */
  public int shift(QType argument, QType result) {
    return KNOT_FRAC + placeBits(argument) - result.frac();
  }

  /** The value at the start of segment {@code i}, rounded. */
  public long knot(long i) {
    double x = start + Math.scalb((double) i, domainBits - SEGMENT_BITS);
    return Math.round(Math.scalb(function.applyAsDouble(x), KNOT_FRAC));
  }

  /** The largest distance between the function and its line in segment {@code i}: at {@value #PROBES} places in it, and a tenth more. */
  double deviation(long i) {
    double length = Math.scalb(1.0, domainBits - SEGMENT_BITS);
    double from = start + i * length;
    double first = function.applyAsDouble(from);
    double slope = (function.applyAsDouble(from + length) - first) / PROBES;
    double largest = 0;
    for (int p = 1; p < PROBES; p++) largest = Math.max(largest, Math.abs(function.applyAsDouble(from + p * length / PROBES) - first - p * slope));
    return 1.1 * largest;
  }

  /**
   * With x - start = place + 2^p segment for the p bits of a place: round_half_up(knot[segment] * 2^p + (knot[segment + 1] -
   * knot[segment]) * place) * 2^-shift).
   *
   * @throws ArithmeticException when x is outside of the domain, or the result does not fit
   */
  public long evaluate(long x, QType argument, QType result) {
    long offset = x - (start << argument.frac());
    int p = placeBits(argument);
    if (offset < 0 || offset >> p >= 1L << SEGMENT_BITS) {
      throw new ArithmeticException(Math.scalb((double) x, -argument.frac()) + " is not in [" + start + ", " + (start + (1L << domainBits)) + ")");
    }
    long knot = knot(offset >> p);
    long sum = FixedSemantics.shiftLeftExact(knot, p) + (knot((offset >> p) + 1) - knot) * (offset & ((1L << p) - 1));
    int shift = shift(argument, result);
    return FixedSemantics.checked((sum + (1L << (shift - 1))) >> shift, result);
  }
}

package zkopt.lowering.fixed;

/**
 * The integers from {@code lo} to {@code hi}. Bounds stay below 2^62 in magnitude, the largest that {@code !fixed.q} holds.
 *
 * @throws ArithmeticException when a bound would not
 */
record Interval(long lo, long hi) {
  private static final long LIMIT = 1L << 62;

  Interval {
    if (lo > hi) throw new IllegalArgumentException("empty interval " + lo + " to " + hi);
    if (lo <= -LIMIT || hi >= LIMIT) throw new ArithmeticException("values need more than 62 bits");
  }

  static Interval point(long value) {
    return new Interval(value, value);
  }

  Interval plus(Interval o) {
    return new Interval(Math.addExact(lo, o.lo), Math.addExact(hi, o.hi));
  }

  Interval negated() {
    return new Interval(-hi, -lo);
  }

  Interval times(Interval o) {
    long a = Math.multiplyExact(lo, o.lo);
    long b = Math.multiplyExact(lo, o.hi);
    long c = Math.multiplyExact(hi, o.lo);
    long d = Math.multiplyExact(hi, o.hi);
    return new Interval(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /** Shifted right by {@code shift} with rounding half up, or left when it is negative. */
  Interval rescaled(int shift) {
    if (shift <= 0) {
      if (shift < -62) throw new ArithmeticException("values need more than 62 bits");
      return times(point(1L << -shift));
    }
    long half = 1L << (shift - 1);
    return new Interval((lo + half) >> shift, (hi + half) >> shift);
  }

  Interval max(Interval o) {
    return new Interval(Math.max(lo, o.lo), Math.max(hi, o.hi));
  }

  Interval min(Interval o) {
    return new Interval(Math.min(lo, o.lo), Math.min(hi, o.hi));
  }

  Interval union(Interval o) {
    return new Interval(Math.min(lo, o.lo), Math.max(hi, o.hi));
  }

  /** The part inside {@code o}; the nearest bound of {@code o} when there is none. */
  Interval clamped(Interval o) {
    return new Interval(Math.clamp(lo, o.lo, o.hi), Math.clamp(hi, o.lo, o.hi));
  }

  boolean isWithin(Interval o) {
    return o.lo <= lo && hi <= o.hi;
  }

  /** The largest magnitude. */
  long magnitude() {
    return Math.max(Math.abs(lo), Math.abs(hi));
  }

  /** The bits of the largest magnitude. */
  int magnitudeBits() {
    return Long.SIZE - Long.numberOfLeadingZeros(magnitude());
  }
}

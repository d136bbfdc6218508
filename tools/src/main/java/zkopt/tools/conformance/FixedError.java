package zkopt.tools.conformance;

/**
 * Of an element of an output in fixed point.
 *
 * @param distance from what reals give
 * @param bound of that
 */
record FixedError(double distance, double bound) {
  /** Where nothing was measured. */
  static final FixedError NONE = new FixedError(Double.NaN, Double.NaN);

  boolean isKnown() {
    return !Double.isNaN(distance);
  }

  boolean isWithinBound() {
    return distance <= bound;
  }

  /** The one of both that is further off. */
  FixedError worse(FixedError other) {
    if (!isKnown()) return other;
    return !other.isKnown() || distance > other.distance || distance == other.distance && bound >= other.bound ? this : other;
  }
}

package zkopt.tools.prove;

/**
 * How values become fixed-point numbers: each in a format that its range decides, or all in one.
 *
 * @param precision bits that the largest of the values of a chosen format should have at least
 * @param width bits of the one format, sign included; {@link #CHOSEN} when there is none
 * @param fracBits its fraction bits; {@link #CHOSEN} when there is none
 */
public record FixedPoint(int precision, int width, int fracBits) {
  public static final int CHOSEN = -1;
  public static final int DEFAULT_PRECISION = 12;
  /** A format for each value. */
  public static final FixedPoint DEFAULT = of(DEFAULT_PRECISION);

  static FixedPoint of(int precision) {
    return new FixedPoint(precision, CHOSEN, CHOSEN);
  }

  String pipeline() {
    return "affine-to-fixed{" + options() + "}";
  }

  /** Of the pass that converts. */
  String options() {
    return "width=" + width + " frac-bits=" + fracBits + " precision=" + precision;
  }
}

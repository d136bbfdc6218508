package zkopt.assigner;

/**
 * An input or output of a laid-out model: integers n that stand for n * 2^-frac, |n| below 2^(width-1), row-major.
 *
 * @param name the ONNX name
 */
public record Port(String name, long[] shape, int width, int frac, boolean isPublic) {
  public int elements() {
    int count = 1;
    for (long d : shape) count = Math.toIntExact(count * d);
    return count;
  }

  /** The integer nearest {@code value * 2^frac}. @throws AssignmentException when it does not fit the format */
  public long quantize(double value) {
    if (!Double.isFinite(value)) throw new AssignmentException("value " + value + " of '" + name + "' is not finite, and fixed point has no infinities and no NaN");
    long n = Math.round(value * (1L << frac));
    if (Math.abs(value) * (1L << frac) >= 1L << (width - 1) || Math.abs(n) >= 1L << (width - 1)) {
      throw new AssignmentException("value " + value + " of '" + name + "' does not fit the format q<" + width + ", " + frac + ">: its absolute value must be below "
          + (double) (1L << (width - 1)) / (1L << frac));
    }
    return n;
  }

  public double dequantize(long n) {
    return (double) n / (1L << frac);
  }
}

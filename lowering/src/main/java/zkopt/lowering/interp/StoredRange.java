package zkopt.lowering.interp;

/** The least and the largest finite real that something was, and whether it was infinite too. */
public final class StoredRange {
  private double least = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  private boolean infinite;

  void add(double value) {
    if (!Double.isFinite(value)) {
      infinite |= Double.isInfinite(value);
      return;
    }
    least = Math.min(least, value);
    largest = Math.max(largest, value);
  }

  public boolean wasInfinite() {
    return infinite;
  }

  /** Whether nothing finite was stored yet. */
  public boolean isEmpty() {
    return least > largest;
  }

  public double least() {
    return least;
  }

  public double largest() {
    return largest;
  }
}

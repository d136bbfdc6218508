package zkopt.lowering.interp;

/** The least and the largest finite real that was stored to an allocation. */
public final class StoredRange {
  private double least = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  void add(double value) {
    if (Double.isInfinite(value)) return;
    least = Math.min(least, value);
    largest = Math.max(largest, value);
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

package zkopt.tools.prove;

/** Absolute differences between the fixed-point and the float model's outputs. */
final class ErrorStatistics {
  private double largest;
  private double sum;
  private long count;

  /** Adds the differences of two outputs, element by element. */
  void add(double[] fixed, double[] real) {
    for (int i = 0; i < fixed.length; i++) {
      double error = Math.abs(fixed[i] - real[i]);
      largest = Math.max(largest, error);
      sum += error;
      count++;
    }
  }

  double largest() {
    return largest;
  }

  double mean() {
    return count == 0 ? 0 : sum / count;
  }
}

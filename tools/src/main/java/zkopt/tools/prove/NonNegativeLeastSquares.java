package zkopt.tools.prove;

/**
 * Least squares with coefficients that must not be negative, by coordinate descent: each step solves for one coefficient exactly. The problem is
 * convex, so that it converges from anywhere; it does so fast for the few coefficients of one stage of a proof.
 */
final class NonNegativeLeastSquares {
  private static final int MAX_SWEEPS = 100_000;
  private static final double CONVERGED = 1e-12;

  private NonNegativeLeastSquares() {}

  /**
   * The x of least {@code |A x - b|} with no negative element.
   *
   * @param a rows of equal length; a column of zeros gets the coefficient 0
   * @throws IllegalArgumentException where there are not as many right sides as rows
   */
  static double[] solve(double[][] a, double[] b) {
    if (a.length != b.length || a.length == 0) throw new IllegalArgumentException(a.length + " rows and " + b.length + " right sides");
    int columns = a[0].length;
    double[] norms = new double[columns];
    for (double[] row : a) {
      for (int j = 0; j < columns; j++) norms[j] += row[j] * row[j];
    }
    double[] x = new double[columns];
    double[] left = b.clone();
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double moved = 0;
      for (int j = 0; j < columns; j++) {
        if (norms[j] == 0) continue;
        double slope = 0;
        for (int i = 0; i < a.length; i++) slope += a[i][j] * left[i];
        double step = Math.max(-x[j], slope / norms[j]);
        x[j] += step;
        for (int i = 0; i < a.length; i++) left[i] -= step * a[i][j];
        moved = Math.max(moved, step * step * norms[j]);
      }
      if (moved < CONVERGED * CONVERGED) break;
    }
    return x;
  }
}

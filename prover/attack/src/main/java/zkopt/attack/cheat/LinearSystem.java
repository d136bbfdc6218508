package zkopt.attack.cheat;

import zkopt.field.Goldilocks;

/** Linear equations over the base field. */
final class LinearSystem {
  private LinearSystem() {}

  /**
   * Solves {@code m x = b} for a square matrix by Gauss and Jordan; both are overwritten.
   *
   * @throws ArithmeticException if the matrix is singular
   */
  static long[] solve(long[][] m, long[] b) {
    int n = b.length;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      while (pivot < n && m[pivot][c] == 0) pivot++;
      if (pivot == n) throw new ArithmeticException("the equations are dependent");
      swap(m, b, c, pivot);
      long inverse = Goldilocks.inverse(m[c][c]);
      for (int r = 0; r < n; r++) {
        if (r == c) continue;
        long factor = Goldilocks.mul(m[r][c], inverse);
        for (int k = c; k < n; k++) {
          m[r][k] = Goldilocks.sub(m[r][k], Goldilocks.mul(factor, m[c][k]));
        }
        b[r] = Goldilocks.sub(b[r], Goldilocks.mul(factor, b[c]));
      }
    }
    for (int r = 0; r < n; r++) {
      b[r] = Goldilocks.mul(b[r], Goldilocks.inverse(m[r][r]));
    }
    return b;
  }

  private static void swap(long[][] m, long[] b, int i, int j) {
    long[] row = m[i];
    m[i] = m[j];
    m[j] = row;
    long value = b[i];
    b[i] = b[j];
    b[j] = value;
  }
}

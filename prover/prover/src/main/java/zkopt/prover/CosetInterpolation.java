package zkopt.prover;

import zkopt.field.Goldilocks;

/**
 * From a polynomial's remainders modulo {@code X^n - a_c}, for m distinct a_c, to its m blocks of n coefficients: the remainder is
 * the sum of {@code a_c^k} times block k, so the blocks come from the remainders by the inverse of a Vandermonde matrix.
 */
final class CosetInterpolation {
  private CosetInterpolation() {}

  /** {@code [k][c]}: what the remainder modulo {@code X^n - a_c} adds to block k. It is coefficient k of the c-th Lagrange polynomial. */
  static long[][] matrix(long[] a) {
    long[][] matrix = new long[a.length][a.length];
    for (int c = 0; c < a.length; c++) {
      long[] lagrange = new long[a.length];
      lagrange[0] = 1;
      long denominator = 1;
      int degree = 0;
      for (int other = 0; other < a.length; other++) {
        if (other == c) continue;
        degree++;
        for (int k = degree; k >= 0; k--) {
          long shifted = k > 0 ? lagrange[k - 1] : 0;
          lagrange[k] = Goldilocks.sub(shifted, Goldilocks.mul(lagrange[k], a[other]));
        }
        denominator = Goldilocks.mul(denominator, Goldilocks.sub(a[c], a[other]));
      }
      long scale = Goldilocks.inverse(denominator);
      for (int k = 0; k < a.length; k++) {
        matrix[k][c] = Goldilocks.mul(lagrange[k], scale);
      }
    }
    return matrix;
  }
}

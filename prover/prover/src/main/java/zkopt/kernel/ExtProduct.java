package zkopt.kernel;

import zkopt.field.Ext3;
import zkopt.field.Goldilocks;

/**
 * The product of extension columns as in {@link Ext3#mul}, over blocks short enough for the first-level cache. One pass for each
 * base operation: see {@link VectorKernels} for why not one pass for all.
 */
final class ExtProduct {
  /** The pairs of coefficients of the crosses. */
  private static final int[] FIRST = {0, 0, 1};
  private static final int[] SECOND = {1, 2, 2};

  private final VectorKernels kernels;
  private final long[][] p;
  private final long[][] x;
  private final long[] left;
  private final long[] right;

  /** Scratch for blocks up to {@code size}. */
  ExtProduct(VectorKernels kernels, int size) {
    this.kernels = kernels;
    this.p = ExtColumn.zeros(size);
    this.x = ExtColumn.zeros(size);
    this.left = new long[size];
    this.right = new long[size];
  }

  void run(long[][] a, int aOff, long[][] b, int bOff, long[][] out, int outOff, int n) {
    for (int k = 0; k < Ext3.DEGREE; k++) {
      kernels.mul(a[k], aOff, b[k], bOff, p[k], 0, n);
    }
    for (int c = 0; c < Ext3.DEGREE; c++) {
      int i = FIRST[c];
      int j = SECOND[c];
      kernels.add(a[i], aOff, a[j], aOff, left, 0, n);
      kernels.add(b[i], bOff, b[j], bOff, right, 0, n);
      kernels.mul(left, 0, right, 0, x[c], 0, n);
    }
    combine(out, outOff, n);
  }

  /** The product with one element. */
  void run(long[][] a, int aOff, Ext3 s, long[][] out, int outOff, int n) {
    long[] factors = {s.c0(), s.c1(), s.c2()};
    for (int k = 0; k < Ext3.DEGREE; k++) {
      kernels.mulScalar(a[k], aOff, factors[k], p[k], 0, n);
    }
    for (int c = 0; c < Ext3.DEGREE; c++) {
      int i = FIRST[c];
      int j = SECOND[c];
      kernels.add(a[i], aOff, a[j], aOff, left, 0, n);
      kernels.mulScalar(left, 0, Goldilocks.add(factors[i], factors[j]), x[c], 0, n);
    }
    combine(out, outOff, n);
  }

  /**
   * With x for (a_i + a_j)(b_i + b_j): the crosses are x - p_i - p_j; and from the crosses y, the product is p0 + y2,
   * y0 + y2 + p2, y1 + p1 + p2.
   */
  private void combine(long[][] out, int outOff, int n) {
    for (int c = 0; c < Ext3.DEGREE; c++) {
      kernels.sub(x[c], 0, p[FIRST[c]], 0, x[c], 0, n);
    }
    for (int c = 0; c < Ext3.DEGREE; c++) {
      kernels.sub(x[c], 0, p[SECOND[c]], 0, x[c], 0, n);
    }
    kernels.add(p[0], 0, x[2], 0, out[0], outOff, n);
    kernels.add(x[0], 0, x[2], 0, out[1], outOff, n);
    kernels.add(out[1], outOff, p[2], 0, out[1], outOff, n);
    kernels.add(x[1], 0, p[1], 0, out[2], outOff, n);
    kernels.add(out[2], outOff, p[2], 0, out[2], outOff, n);
  }
}

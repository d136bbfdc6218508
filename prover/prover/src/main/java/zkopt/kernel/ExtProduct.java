package zkopt.kernel;
import zkopt.field.Ext3;

/**
 * The product of extension columns as in {@link Ext3#mul}, over blocks short enough for the first-level cache. One pass for each
 * base operation: see {@link VectorKernels} for why not one pass for all.
 */
final class ExtProduct {
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
        cross(a, aOff, b, bOff, 0, 1, x[0], n);
        cross(a, aOff, b, bOff, 0, 2, x[1], n);
        cross(a, aOff, b, bOff, 1, 2, x[2], n);
        combine(out, outOff, n);
    }

    /** out = a_i b_j + a_j b_i = (a_i + a_j)(b_i + b_j) - p_i - p_j. */
    private void cross(long[][] a, int aOff, long[][] b, int bOff, int i, int j, long[] out, int n) {
        kernels.add(a[i], aOff, a[j], aOff, left, 0, n);
        kernels.add(b[i], bOff, b[j], bOff, right, 0, n);
        kernels.mul(left, 0, right, 0, out, 0, n);
        kernels.sub(out, 0, p[i], 0, out, 0, n);
        kernels.sub(out, 0, p[j], 0, out, 0, n);
    }

    /** With x0, x1, x2 for the crosses 01, 02, 12: p0 + x2, x0 + x2 + p2, x1 + p1 + p2. */
    private void combine(long[][] out, int outOff, int n) {
        kernels.add(p[0], 0, x[2], 0, out[0], outOff, n);
        kernels.add(x[0], 0, x[2], 0, out[1], outOff, n);
        kernels.add(out[1], outOff, p[2], 0, out[1], outOff, n);
        kernels.add(x[1], 0, p[1], 0, out[2], outOff, n);
        kernels.add(out[2], outOff, p[2], 0, out[2], outOff, n);
    }
}

package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.load;

import jdk.incubator.vector.LongVector;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;

/**
 * The product of extension columns as in {@link Ext3#mul}, over blocks short enough for the first-level cache. One pass for each
 * of the six base products: see {@link VectorKernels} for why not one pass for all.
 */
final class ExtProduct {
    private final VectorKernels kernels;
    private final long[][] p;
    private final long[][] x;

    /** Scratch for blocks up to {@code size}. */
    ExtProduct(VectorKernels kernels, int size) {
        this.kernels = kernels;
        this.p = ExtColumn.zeros(size);
        this.x = ExtColumn.zeros(size);
    }

    void run(long[][] a, int aOff, long[][] b, int bOff, long[][] out, int outOff, int n) {
        for (int k = 0; k < Ext3.DEGREE; k++) {
            kernels.mul(a[k], aOff, b[k], bOff, p[k], 0, n);
        }
        cross(a[0], a[1], aOff, b[0], b[1], bOff, p[0], p[1], x[0], n);
        cross(a[0], a[2], aOff, b[0], b[2], bOff, p[0], p[2], x[1], n);
        cross(a[1], a[2], aOff, b[1], b[2], bOff, p[1], p[2], x[2], n);
        combine(out, outOff, n);
    }

    /** out = a0 b1 + a1 b0 = (a0 + a1)(b0 + b1) - p0 - p1. */
    private static void cross(
            long[] a0, long[] a1, int aOff, long[] b0, long[] b1, int bOff, long[] p0, long[] p1, long[] out, int n) {
        int m = n - n % LANES;
        for (int i = 0; i < m; i += LANES) {
            LongVector a = LongLanes.add(load(a0, aOff + i), load(a1, aOff + i));
            LongVector b = LongLanes.add(load(b0, bOff + i), load(b1, bOff + i));
            LongLanes.mul(a, b).intoArray(out, i);
        }
        for (int i = 0; i < m; i += LANES) {
            LongLanes.sub(LongLanes.sub(load(out, i), load(p0, i)), load(p1, i)).intoArray(out, i);
        }
        for (int i = m; i < n; i++) {
            long a = Goldilocks.add(a0[aOff + i], a1[aOff + i]);
            long b = Goldilocks.add(b0[bOff + i], b1[bOff + i]);
            out[i] = Goldilocks.sub(Goldilocks.sub(Goldilocks.mul(a, b), p0[i]), p1[i]);
        }
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

package zkopt.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import zkopt.field.Goldilocks;

/**
 * The powers of roots of unity that transforms use, contiguous in each layer: {@code layers[s][j] = w^j} for
 * {@code j < 2^(s-1)}, w the root of order 2^s or, for the inverse transform, its inverse. Made once and kept.
 */
final class Twiddles {
    private static final int MAX = Goldilocks.TWO_ADICITY;
    private static final AtomicReferenceArray<long[]> FORWARD = new AtomicReferenceArray<>(MAX + 1);
    private static final AtomicReferenceArray<long[]> BACKWARD = new AtomicReferenceArray<>(MAX + 1);

    private Twiddles() {}

    /** Layers 1 to {@code log} of the transform from coefficients to values. */
    static long[][] forward(int log) {
        return layers(log, FORWARD, false);
    }

    /** Layers 1 to {@code log} of the transform from values to coefficients. */
    static long[][] backward(int log) {
        return layers(log, BACKWARD, true);
    }

    private static long[][] layers(int log, AtomicReferenceArray<long[]> cache, boolean inverse) {
        long[][] layers = new long[log + 1][];
        for (int s = 1; s <= log; s++) {
            if (cache.get(s) == null) {
                long root = Goldilocks.rootOfUnity(s);
                long[] layer = new long[1 << (s - 1)];
                Kernels.best().powers(1, inverse ? Goldilocks.inverse(root) : root, layer, 0, layer.length);
                cache.set(s, layer);
            }
            layers[s] = cache.get(s);
        }
        return layers;
    }
}

package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.SPECIES;
import static zkopt.kernel.LongLanes.load;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Radix-2 transforms on vectors: depth first above the size that fits the first-level cache, layer by layer below it, and
 * within vectors for the layers that are shorter than one.
 */
final class LongTransform {
    /** log2 of the transform that is done layer by layer: 32 kB. */
    private static final int LOG_CACHED = 12;

    private static final int LOG_LANES = Integer.numberOfTrailingZeros(LANES);

    private static final VectorShuffle<Long> SWAP_1 = swap(1);
    private static final VectorShuffle<Long> SWAP_2 = swap(2 % LANES);
    private static final VectorShuffle<Long> SWAP_4 = swap(4 % LANES);
    private static final VectorMask<Long> SECOND_1 = second(1);
    private static final VectorMask<Long> SECOND_2 = second(2);
    private static final VectorMask<Long> SECOND_4 = second(4);

    private LongTransform() {}

    /** Lane i to lane i xor {@code half}. */
    private static VectorShuffle<Long> swap(int half) {
        return VectorShuffle.fromOp(SPECIES, i -> i ^ half);
    }

    /** The lanes of second halves. */
    private static VectorMask<Long> second(int half) {
        return VectorMask.fromLong(SPECIES, half == 1 ? 0xAA : half == 2 ? 0xCC : 0xF0);
    }

    static void dif(long[] a, int off, int log, Twiddles twiddles) {
        if (log > LOG_CACHED) {
            difLayer(a, off, 1 << (log - 1), twiddles.layer(log));
            dif(a, off, log - 1, twiddles);
            dif(a, off + (1 << (log - 1)), log - 1, twiddles);
            return;
        }
        int end = off + (1 << log);
        for (int layer = log; layer > LOG_LANES; layer--) {
            int half = 1 << (layer - 1);
            long[] w = twiddles.layer(layer);
            for (int block = off; block < end; block += 2 * half) {
                difLayer(a, block, half, w);
            }
        }
        difWithin(a, off, end, twiddles);
    }

    /** (x, y) to (x + y, (x - y) w). */
    private static void difLayer(long[] a, int off, int half, long[] w) {
        for (int j = 0; j < half; j += LANES) {
            LongVector x = load(a, off + j);
            LongVector y = load(a, off + half + j);
            LongLanes.add(x, y).intoArray(a, off + j);
            LongLanes.mul(LongLanes.sub(x, y), load(w, j)).intoArray(a, off + half + j);
        }
    }

    private static void difWithin(long[] a, int off, int end, Twiddles twiddles) {
        LongVector w2 = load(twiddles.pattern(2), 0);
        if (LANES == 8) {
            LongVector w4 = load(twiddles.pattern(3), 0);
            for (int i = off; i < end; i += LANES) {
                LongLanes.mul(cross(load(a, i), SWAP_4, SECOND_4), w4).intoArray(a, i);
            }
        }
        for (int i = off; i < end; i += LANES) {
            LongLanes.mul(cross(load(a, i), SWAP_2, SECOND_2), w2).intoArray(a, i);
        }
        for (int i = off; i < end; i += LANES) {
            cross(load(a, i), SWAP_1, SECOND_1).intoArray(a, i);
        }
    }

    static void dit(long[] a, int off, int log, int skip, Twiddles twiddles) {
        if (log <= skip) {
            return;
        }
        if (log > LOG_CACHED) {
            dit(a, off, log - 1, skip, twiddles);
            dit(a, off + (1 << (log - 1)), log - 1, skip, twiddles);
            ditLayer(a, off, 1 << (log - 1), twiddles.layer(log));
            return;
        }
        int end = off + (1 << log);
        ditWithin(a, off, end, skip, twiddles);
        for (int layer = Math.max(LOG_LANES, skip) + 1; layer <= log; layer++) {
            int half = 1 << (layer - 1);
            long[] w = twiddles.layer(layer);
            for (int block = off; block < end; block += 2 * half) {
                ditLayer(a, block, half, w);
            }
        }
    }

    /** (x, y) to (x + y w, x - y w). */
    private static void ditLayer(long[] a, int off, int half, long[] w) {
        for (int j = 0; j < half; j += LANES) {
            LongVector x = load(a, off + j);
            LongVector y = LongLanes.mul(load(a, off + half + j), load(w, j));
            LongLanes.add(x, y).intoArray(a, off + j);
            LongLanes.sub(x, y).intoArray(a, off + half + j);
        }
    }

    private static void ditWithin(long[] a, int off, int end, int skip, Twiddles twiddles) {
        if (skip < 1) {
            for (int i = off; i < end; i += LANES) {
                cross(load(a, i), SWAP_1, SECOND_1).intoArray(a, i);
            }
        }
        if (skip < 2) {
            LongVector w2 = load(twiddles.pattern(2), 0);
            for (int i = off; i < end; i += LANES) {
                cross(LongLanes.mul(load(a, i), w2), SWAP_2, SECOND_2).intoArray(a, i);
            }
        }
        if (skip < 3 && LANES == 8) {
            LongVector w4 = load(twiddles.pattern(3), 0);
            for (int i = off; i < end; i += LANES) {
                cross(LongLanes.mul(load(a, i), w4), SWAP_4, SECOND_4).intoArray(a, i);
            }
        }
    }

    /** In each pair of halves within a vector, (x, y) to (x + y, x - y). */
    private static LongVector cross(LongVector v, VectorShuffle<Long> swap, VectorMask<Long> second) {
        return LongLanes.sub(v.rearrange(swap), LongLanes.complement(v).blend(v, second));
    }
}

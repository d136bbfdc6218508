package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.SPECIES;
import static zkopt.kernel.LongLanes.load;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** The layers of a transform whose halves are shorter than a vector: both halves of several blocks lie in each vector. */
final class LongCrossings {
  private static final VectorShuffle<Long> SWAP_1 = swap(1);
  private static final VectorShuffle<Long> SWAP_2 = swap(2);
  private static final VectorShuffle<Long> SWAP_4 = swap(4);
  private static final VectorMask<Long> SECOND_1 = second(1);
  private static final VectorMask<Long> SECOND_2 = second(2);
  private static final VectorMask<Long> SECOND_4 = second(4);

  private LongCrossings() {}

  /** Lane i to lane i xor {@code half}. */
  private static VectorShuffle<Long> swap(int half) {
    return VectorShuffle.fromOp(SPECIES, i -> (i ^ half) % LANES);
  }

  /** The lanes of second halves. */
  private static VectorMask<Long> second(int half) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & half) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  /** In each pair of halves within a vector, (x, y) to (x + y, x - y). */
  private static LongVector cross(LongVector v, VectorShuffle<Long> swap, VectorMask<Long> second) {
    return LongLanes.sub(v.rearrange(swap), LongLanes.complement(v).blend(v, second));
  }

  /** A layer of halves of {@link #half}, with its factors as a pattern for whole vectors. */
  abstract static sealed class Crossing implements LongTransform.Pass {
    abstract int half();

    abstract void run(long[] a, int off, int end, long[] w);

    @Override
    public final void run(long[] a, int off, int log, int first, Twiddles twiddles) {
      int layer = Integer.numberOfTrailingZeros(half()) + 1;
      if (layer >= first) {
        run(a, off, off + (1 << log), twiddles.pattern(layer));
      }
    }
  }

  /** Halves of 4, in frequency. */
  static final class Dif4 extends Crossing {
    @Override
    int half() {
      return 4;
    }

    @Override
    void run(long[] a, int off, int end, long[] w) {
      LongVector factor = load(w, 0);
      for (int i = off; i < end; i += LANES) {
        LongLanes.mul(cross(load(a, i), SWAP_4, SECOND_4), factor).intoArray(a, i);
      }
    }
  }

  /** Halves of 2, in frequency. */
  static final class Dif2 extends Crossing {
    @Override
    int half() {
      return 2;
    }

    @Override
    void run(long[] a, int off, int end, long[] w) {
      LongVector factor = load(w, 0);
      for (int i = off; i < end; i += LANES) {
        LongLanes.mul(cross(load(a, i), SWAP_2, SECOND_2), factor).intoArray(a, i);
      }
    }
  }

  /** Halves of 2, in time. */
  static final class Dit2 extends Crossing {
    @Override
    int half() {
      return 2;
    }

    @Override
    void run(long[] a, int off, int end, long[] w) {
      LongVector factor = load(w, 0);
      for (int i = off; i < end; i += LANES) {
        cross(LongLanes.mul(load(a, i), factor), SWAP_2, SECOND_2).intoArray(a, i);
      }
    }
  }

  /** Halves of 4, in time. */
  static final class Dit4 extends Crossing {
    @Override
    int half() {
      return 4;
    }

    @Override
    void run(long[] a, int off, int end, long[] w) {
      LongVector factor = load(w, 0);
      for (int i = off; i < end; i += LANES) {
        cross(LongLanes.mul(load(a, i), factor), SWAP_4, SECOND_4).intoArray(a, i);
      }
    }
  }

  /** Halves of 1, which have no factor, in frequency and in time. */
  static final class Cross1 extends Crossing {
    @Override
    int half() {
      return 1;
    }

    @Override
    void run(long[] a, int off, int end, long[] w) {
      for (int i = off; i < end; i += LANES) {
        cross(load(a, i), SWAP_1, SECOND_1).intoArray(a, i);
      }
    }
  }
}

package zkopt.kernel;

import static zkopt.kernel.LongLanes.ADD;
import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.MUL_SCALED;
import static zkopt.kernel.LongLanes.SPECIES;
import static zkopt.kernel.LongLanes.SUB;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * A layer of a transform whose halves are shorter than a vector. Of two vectors it makes one of first halves and one of second
 * halves, by exchanging the second halves of the one with the first halves of the other, and afterwards exchanges them back.
 *
 * @param layer log2 of the layer's blocks
 * @param swap lane i to lane i xor half
 * @param second the lanes of second halves
 */
record LongCrossings(int layer, VectorShuffle<Long> swap, VectorMask<Long> second) {
  static final LongCrossings FIRST = of(1);
  /** The other layers that are crossings, the shortest halves first. */
  static final List<LongCrossings> LAYERS = IntStream.rangeClosed(2, Integer.numberOfTrailingZeros(LANES))
      .mapToObj(LongCrossings::of)
      .toList();

  private static LongCrossings of(int layer) {
    int half = 1 << (layer - 1);
    boolean[] second = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      second[i] = (i & half) != 0;
    }
    return new LongCrossings(
        layer, VectorShuffle.fromOp(SPECIES, i -> i ^ half), VectorMask.fromArray(SPECIES, second, 0));
  }

  /** The layer 1, whose factor is one, in frequency and in time. */
  void withoutFactor(long[] a, int off, int size) throws Throwable {
    for (int i = off; i < off + size; i += 2 * LANES) {
      LongVector u = LongVector.fromArray(SPECIES, a, i);
      LongVector v = LongVector.fromArray(SPECIES, a, i + LANES);
      LongVector x = u.blend(v.rearrange(swap), second);
      LongVector y = u.rearrange(swap).blend(v, second);
      LongVector sum = (LongVector) ADD.invokeExact(x, y);
      LongVector difference = (LongVector) SUB.invokeExact(x, y);
      sum.blend(difference.rearrange(swap), second).intoArray(a, i);
      sum.rearrange(swap).blend(difference, second).intoArray(a, i + LANES);
    }
  }

  /** In frequency, on {@code size} elements, whole pairs of vectors, from {@code off}. */
  void dif(long[] a, int off, int size, long[] pattern) throws Throwable {
    LongVector factor = LongVector.fromArray(SPECIES, pattern, 0);
    for (int i = off; i < off + size; i += 2 * LANES) {
      LongVector u = LongVector.fromArray(SPECIES, a, i);
      LongVector v = LongVector.fromArray(SPECIES, a, i + LANES);
      LongVector x = u.blend(v.rearrange(swap), second);
      LongVector y = u.rearrange(swap).blend(v, second);
      LongVector sum = (LongVector) ADD.invokeExact(x, y);
      LongVector product = (LongVector) MUL_SCALED.invokeExact((LongVector) SUB.invokeExact(x, y), factor);
      sum.blend(product.rearrange(swap), second).intoArray(a, i);
      sum.rearrange(swap).blend(product, second).intoArray(a, i + LANES);
    }
  }

  /** In time, on {@code size} elements, whole pairs of vectors, from {@code off}. */
  void dit(long[] a, int off, int size, long[] pattern) throws Throwable {
    LongVector factor = LongVector.fromArray(SPECIES, pattern, 0);
    for (int i = off; i < off + size; i += 2 * LANES) {
      LongVector u = LongVector.fromArray(SPECIES, a, i);
      LongVector v = LongVector.fromArray(SPECIES, a, i + LANES);
      LongVector x = u.blend(v.rearrange(swap), second);
      LongVector y = (LongVector) MUL_SCALED.invokeExact(u.rearrange(swap).blend(v, second), factor);
      LongVector sum = (LongVector) ADD.invokeExact(x, y);
      LongVector difference = (LongVector) SUB.invokeExact(x, y);
      sum.blend(difference.rearrange(swap), second).intoArray(a, i);
      sum.rearrange(swap).blend(difference, second).intoArray(a, i + LANES);
    }
  }
}

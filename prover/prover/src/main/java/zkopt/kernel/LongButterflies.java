package zkopt.kernel;

import static zkopt.kernel.LongLanes.ADD;
import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.MUL_SCALED;
import static zkopt.kernel.LongLanes.SHIFT48;
import static zkopt.kernel.LongLanes.SPECIES;
import static zkopt.kernel.LongLanes.SUB;

import jdk.incubator.vector.LongVector;

/**
 * One layer of a transform, and two layers at once, whose halves and quarters are at least one vector long. One loop runs through
 * all blocks: an inner loop over each would end at a branch that is predicted wrongly.
 */
final class LongButterflies {
  private LongButterflies() {}

  /** (x, y) to (x + y, (x - y) w) for the halves x and y of the blocks of {@code size} elements from {@code off}. */
  static void dif2(long[] a, int off, int size, int half, long[] w) throws Throwable {
    for (int i = 0; i < size / 2; i += LANES) {
      int j = i & (half - 1);
      int at = off + 2 * i - j;
      LongVector x = LongVector.fromArray(SPECIES, a, at);
      LongVector y = LongVector.fromArray(SPECIES, a, at + half);
      LongVector difference = (LongVector) SUB.invokeExact(x, y);
      ((LongVector) ADD.invokeExact(x, y)).intoArray(a, at);
      LongVector factor = LongVector.fromArray(SPECIES, w, j);
      ((LongVector) MUL_SCALED.invokeExact(difference, factor)).intoArray(a, at + half);
    }
  }

  /** (x, y) to (x + y w, x - y w) for the halves x and y of the blocks of {@code size} elements from {@code off}. */
  static void dit2(long[] a, int off, int size, int half, long[] w) throws Throwable {
    for (int i = 0; i < size / 2; i += LANES) {
      int j = i & (half - 1);
      int at = off + 2 * i - j;
      LongVector x = LongVector.fromArray(SPECIES, a, at);
      LongVector factor = LongVector.fromArray(SPECIES, w, j);
      LongVector y = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at + half), factor);
      ((LongVector) ADD.invokeExact(x, y)).intoArray(a, at);
      ((LongVector) SUB.invokeExact(x, y)).intoArray(a, at + half);
    }
  }

  /**
   * Two layers on the quarters of the blocks of {@code size} elements from {@code off}: of each the block, and the two blocks of the
   * layer below it. With w of the block, its factors are w for two quarters and w times a fourth root of unity, -2^48, for the
   * others; those of the layer below are w^2. That is three products for four butterflies.
   *
   * @param w the {@link Twiddles#triples} of the layer below
   */
  static void dif4(long[] a, int off, int size, int quarter, long[] w) throws Throwable {
    for (int i = 0; i < size / 4; i += LANES) {
      int j = i & (quarter - 1);
      int at = off + 4 * i - 3 * j;
      int at1 = at + quarter;
      int at2 = at1 + quarter;
      int at3 = at2 + quarter;
      LongVector x0 = LongVector.fromArray(SPECIES, a, at);
      LongVector x1 = LongVector.fromArray(SPECIES, a, at1);
      LongVector x2 = LongVector.fromArray(SPECIES, a, at2);
      LongVector x3 = LongVector.fromArray(SPECIES, a, at3);
      LongVector even = (LongVector) ADD.invokeExact(x0, x2);
      LongVector odd = (LongVector) ADD.invokeExact(x1, x3);
      LongVector low = (LongVector) SUB.invokeExact(x0, x2);
      LongVector high = (LongVector) SUB.invokeExact(x3, x1);
      LongVector turned = (LongVector) SHIFT48.invokeExact(high);
      LongVector y1 = (LongVector) SUB.invokeExact(even, odd);
      LongVector y2 = (LongVector) ADD.invokeExact(low, turned);
      LongVector y3 = (LongVector) SUB.invokeExact(low, turned);
      LongVector w1 = LongVector.fromArray(SPECIES, w, 3 * j);
      LongVector w2 = LongVector.fromArray(SPECIES, w, 3 * j + LANES);
      LongVector w3 = LongVector.fromArray(SPECIES, w, 3 * j + 2 * LANES);
      ((LongVector) ADD.invokeExact(even, odd)).intoArray(a, at);
      ((LongVector) MUL_SCALED.invokeExact(y1, w2)).intoArray(a, at1);
      ((LongVector) MUL_SCALED.invokeExact(y2, w1)).intoArray(a, at2);
      ((LongVector) MUL_SCALED.invokeExact(y3, w3)).intoArray(a, at3);
    }
  }

  /** The two layers of {@link #dif4} in time; the fourth root of unity is 2^48. */
  static void dit4(long[] a, int off, int size, int quarter, long[] w) throws Throwable {
    for (int i = 0; i < size / 4; i += LANES) {
      int j = i & (quarter - 1);
      int at = off + 4 * i - 3 * j;
      int at1 = at + quarter;
      int at2 = at1 + quarter;
      int at3 = at2 + quarter;
      LongVector w1 = LongVector.fromArray(SPECIES, w, 3 * j);
      LongVector w2 = LongVector.fromArray(SPECIES, w, 3 * j + LANES);
      LongVector w3 = LongVector.fromArray(SPECIES, w, 3 * j + 2 * LANES);
      LongVector x0 = LongVector.fromArray(SPECIES, a, at);
      LongVector x1 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at1), w2);
      LongVector x2 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at2), w1);
      LongVector x3 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at3), w3);
      LongVector even = (LongVector) ADD.invokeExact(x0, x1);
      LongVector odd = (LongVector) SUB.invokeExact(x0, x1);
      LongVector low = (LongVector) ADD.invokeExact(x2, x3);
      LongVector high = (LongVector) SUB.invokeExact(x2, x3);
      LongVector turned = (LongVector) SHIFT48.invokeExact(high);
      ((LongVector) ADD.invokeExact(even, low)).intoArray(a, at);
      ((LongVector) ADD.invokeExact(odd, turned)).intoArray(a, at1);
      ((LongVector) SUB.invokeExact(even, low)).intoArray(a, at2);
      ((LongVector) SUB.invokeExact(odd, turned)).intoArray(a, at3);
    }
  }
}

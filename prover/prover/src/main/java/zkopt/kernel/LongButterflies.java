package zkopt.kernel;

import static zkopt.kernel.LongLanes.ADD;
import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.MUL_SCALED;
import static zkopt.kernel.LongLanes.SHIFT48;
import static zkopt.kernel.LongLanes.SPECIES;
import static zkopt.kernel.LongLanes.SUB;

import jdk.incubator.vector.LongVector;

/** Blocks of one layer of a transform, and of two layers at once, whose halves and quarters are at least one vector long. */
final class LongButterflies {
  private LongButterflies() {}

  /** (x, y) to (x + y, (x - y) w) for the halves x and y of a block. */
  static void dif2(long[] a, int off, int half, long[] w) throws Throwable {
    for (int i = 0; i < half; i += LANES) {
      LongVector x = LongVector.fromArray(SPECIES, a, off + i);
      LongVector y = LongVector.fromArray(SPECIES, a, off + half + i);
      LongVector difference = (LongVector) SUB.invokeExact(x, y);
      ((LongVector) ADD.invokeExact(x, y)).intoArray(a, off + i);
      LongVector factor = LongVector.fromArray(SPECIES, w, i);
      ((LongVector) MUL_SCALED.invokeExact(difference, factor)).intoArray(a, off + half + i);
    }
  }

  /** (x, y) to (x + y w, x - y w) for the halves x and y of a block. */
  static void dit2(long[] a, int off, int half, long[] w) throws Throwable {
    for (int i = 0; i < half; i += LANES) {
      LongVector x = LongVector.fromArray(SPECIES, a, off + i);
      LongVector factor = LongVector.fromArray(SPECIES, w, i);
      LongVector y = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, off + half + i), factor);
      ((LongVector) ADD.invokeExact(x, y)).intoArray(a, off + i);
      ((LongVector) SUB.invokeExact(x, y)).intoArray(a, off + half + i);
    }
  }

  /**
   * Two layers on the quarters of a block: two blocks of the layer whose factors are w^2, and one above it whose factors are w
   * and then w times a fourth root of unity, 2^48 or its inverse -2^48, which is three products for four butterflies.
   *
   * @param w the {@link Twiddles#triples} of the layer
   * @param inverse whether the fourth root is -2^48
   */
  static void dif4(long[] a, int off, int quarter, long[] w, boolean inverse) throws Throwable {
    int off2 = off + 2 * quarter;
    int plus = off + (inverse ? 3 : 1) * quarter;
    int minus = off + (inverse ? 1 : 3) * quarter;
    for (int i = 0; i < quarter; i += LANES) {
      LongVector x0 = LongVector.fromArray(SPECIES, a, off + i);
      LongVector x1 = LongVector.fromArray(SPECIES, a, plus + i);
      LongVector x2 = LongVector.fromArray(SPECIES, a, off2 + i);
      LongVector x3 = LongVector.fromArray(SPECIES, a, minus + i);
      LongVector even = (LongVector) ADD.invokeExact(x0, x2);
      LongVector odd = (LongVector) ADD.invokeExact(x1, x3);
      LongVector low = (LongVector) SUB.invokeExact(x0, x2);
      LongVector high = (LongVector) SUB.invokeExact(x1, x3);
      LongVector turned = (LongVector) SHIFT48.invokeExact(high);
      LongVector y1 = (LongVector) SUB.invokeExact(even, odd);
      LongVector y2 = (LongVector) ADD.invokeExact(low, turned);
      LongVector y3 = (LongVector) SUB.invokeExact(low, turned);
      LongVector w1 = LongVector.fromArray(SPECIES, w, i);
      LongVector w2 = LongVector.fromArray(SPECIES, w, quarter + i);
      LongVector w3 = LongVector.fromArray(SPECIES, w, 2 * quarter + i);
      ((LongVector) ADD.invokeExact(even, odd)).intoArray(a, off + i);
      ((LongVector) MUL_SCALED.invokeExact(y1, w2)).intoArray(a, off + quarter + i);
      ((LongVector) MUL_SCALED.invokeExact(y2, w1)).intoArray(a, off2 + i);
      ((LongVector) MUL_SCALED.invokeExact(y3, w3)).intoArray(a, off + 3 * quarter + i);
    }
  }

  /** The two layers of {@link #dif4} in time. */
  static void dit4(long[] a, int off, int quarter, long[] w, boolean inverse) throws Throwable {
    int off2 = off + 2 * quarter;
    int plus = off + (inverse ? 3 : 1) * quarter;
    int minus = off + (inverse ? 1 : 3) * quarter;
    for (int i = 0; i < quarter; i += LANES) {
      LongVector w1 = LongVector.fromArray(SPECIES, w, i);
      LongVector w2 = LongVector.fromArray(SPECIES, w, quarter + i);
      LongVector w3 = LongVector.fromArray(SPECIES, w, 2 * quarter + i);
      LongVector x0 = LongVector.fromArray(SPECIES, a, off + i);
      LongVector x1 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, off + quarter + i), w2);
      LongVector x2 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, off2 + i), w1);
      LongVector x3 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, off + 3 * quarter + i), w3);
      LongVector even = (LongVector) ADD.invokeExact(x0, x1);
      LongVector odd = (LongVector) SUB.invokeExact(x0, x1);
      LongVector low = (LongVector) ADD.invokeExact(x2, x3);
      LongVector high = (LongVector) SUB.invokeExact(x2, x3);
      LongVector turned = (LongVector) SHIFT48.invokeExact(high);
      ((LongVector) ADD.invokeExact(even, low)).intoArray(a, off + i);
      ((LongVector) SUB.invokeExact(even, low)).intoArray(a, off2 + i);
      ((LongVector) ADD.invokeExact(odd, turned)).intoArray(a, plus + i);
      ((LongVector) SUB.invokeExact(odd, turned)).intoArray(a, minus + i);
    }
  }
}

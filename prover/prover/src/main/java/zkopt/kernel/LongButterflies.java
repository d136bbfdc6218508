package zkopt.kernel;

import static zkopt.kernel.LongLanes.ADD;
import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.MUL_SCALED;
import static zkopt.kernel.LongLanes.SHIFT24;
import static zkopt.kernel.LongLanes.SHIFT48;
import static zkopt.kernel.LongLanes.SHIFT72;
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

  /**
   * Three layers on the eighths of the blocks of {@code size} elements from {@code off}, as {@link #dif4}: with the eighth roots of
   * unity 2^72, -2^48 and 2^24 seven products for twelve butterflies.
   *
   * @param w the {@link Twiddles#septuples} of the lowest layer
   */
  static void dif8(long[] a, int off, int size, int eighth, long[] w) throws Throwable {
    for (int i = 0; i < size / 8; i += LANES) {
      int j = i & (eighth - 1);
      int at = off + 8 * i - 7 * j;
      int at1 = at + eighth;
      int at2 = at1 + eighth;
      int at3 = at2 + eighth;
      int at4 = at3 + eighth;
      int at5 = at4 + eighth;
      int at6 = at5 + eighth;
      int at7 = at6 + eighth;
      LongVector x0 = LongVector.fromArray(SPECIES, a, at);
      LongVector x1 = LongVector.fromArray(SPECIES, a, at1);
      LongVector x2 = LongVector.fromArray(SPECIES, a, at2);
      LongVector x3 = LongVector.fromArray(SPECIES, a, at3);
      LongVector x4 = LongVector.fromArray(SPECIES, a, at4);
      LongVector x5 = LongVector.fromArray(SPECIES, a, at5);
      LongVector x6 = LongVector.fromArray(SPECIES, a, at6);
      LongVector x7 = LongVector.fromArray(SPECIES, a, at7);
      LongVector s0 = (LongVector) ADD.invokeExact(x0, x4);
      LongVector s1 = (LongVector) ADD.invokeExact(x1, x5);
      LongVector s2 = (LongVector) ADD.invokeExact(x2, x6);
      LongVector s3 = (LongVector) ADD.invokeExact(x3, x7);
      LongVector d0 = (LongVector) SUB.invokeExact(x0, x4);
      LongVector d1 = (LongVector) SHIFT72.invokeExact((LongVector) SUB.invokeExact(x1, x5));
      LongVector d2 = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(x6, x2));
      LongVector d3 = (LongVector) SHIFT24.invokeExact((LongVector) SUB.invokeExact(x3, x7));
      LongVector even = (LongVector) ADD.invokeExact(s0, s2);
      LongVector odd = (LongVector) ADD.invokeExact(s1, s3);
      LongVector low = (LongVector) SUB.invokeExact(s0, s2);
      LongVector turned = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(s3, s1));
      ((LongVector) ADD.invokeExact(even, odd)).intoArray(a, at);
      ((LongVector) MUL_SCALED.invokeExact((LongVector) SUB.invokeExact(even, odd), LongVector.fromArray(SPECIES, w, 7 * j + 3 * LANES))).intoArray(a, at1);
      ((LongVector) MUL_SCALED.invokeExact((LongVector) ADD.invokeExact(low, turned), LongVector.fromArray(SPECIES, w, 7 * j + 1 * LANES))).intoArray(a, at2);
      ((LongVector) MUL_SCALED.invokeExact((LongVector) SUB.invokeExact(low, turned), LongVector.fromArray(SPECIES, w, 7 * j + 5 * LANES))).intoArray(a, at3);
      LongVector evenD = (LongVector) ADD.invokeExact(d0, d2);
      LongVector oddD = (LongVector) ADD.invokeExact(d1, d3);
      LongVector lowD = (LongVector) SUB.invokeExact(d0, d2);
      LongVector turnedD = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(d3, d1));
      ((LongVector) MUL_SCALED.invokeExact((LongVector) ADD.invokeExact(evenD, oddD), LongVector.fromArray(SPECIES, w, 7 * j))).intoArray(a, at4);
      ((LongVector) MUL_SCALED.invokeExact((LongVector) SUB.invokeExact(evenD, oddD), LongVector.fromArray(SPECIES, w, 7 * j + 4 * LANES))).intoArray(a, at5);
      ((LongVector) MUL_SCALED.invokeExact((LongVector) ADD.invokeExact(lowD, turnedD), LongVector.fromArray(SPECIES, w, 7 * j + 2 * LANES))).intoArray(a, at6);
      ((LongVector) MUL_SCALED.invokeExact((LongVector) SUB.invokeExact(lowD, turnedD), LongVector.fromArray(SPECIES, w, 7 * j + 6 * LANES))).intoArray(a, at7);
    }
  }

  /** The three layers of {@link #dif8} in time; the eighth roots of unity are -2^24, 2^48 and -2^72. */
  static void dit8(long[] a, int off, int size, int eighth, long[] w) throws Throwable {
    for (int i = 0; i < size / 8; i += LANES) {
      int j = i & (eighth - 1);
      int at = off + 8 * i - 7 * j;
      int at1 = at + eighth;
      int at2 = at1 + eighth;
      int at3 = at2 + eighth;
      int at4 = at3 + eighth;
      int at5 = at4 + eighth;
      int at6 = at5 + eighth;
      int at7 = at6 + eighth;
      LongVector x0 = LongVector.fromArray(SPECIES, a, at);
      LongVector x1 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at1), LongVector.fromArray(SPECIES, w, 7 * j + 3 * LANES));
      LongVector x2 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at2), LongVector.fromArray(SPECIES, w, 7 * j + 1 * LANES));
      LongVector x3 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at3), LongVector.fromArray(SPECIES, w, 7 * j + 5 * LANES));
      LongVector x4 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at4), LongVector.fromArray(SPECIES, w, 7 * j));
      LongVector x5 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at5), LongVector.fromArray(SPECIES, w, 7 * j + 4 * LANES));
      LongVector x6 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at6), LongVector.fromArray(SPECIES, w, 7 * j + 2 * LANES));
      LongVector x7 = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, a, at7), LongVector.fromArray(SPECIES, w, 7 * j + 6 * LANES));
      LongVector even = (LongVector) ADD.invokeExact(x0, x1);
      LongVector odd = (LongVector) SUB.invokeExact(x0, x1);
      LongVector low = (LongVector) ADD.invokeExact(x2, x3);
      LongVector turned = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(x2, x3));
      LongVector a0 = (LongVector) ADD.invokeExact(even, low);
      LongVector a1 = (LongVector) ADD.invokeExact(odd, turned);
      LongVector a2 = (LongVector) SUB.invokeExact(even, low);
      LongVector a3 = (LongVector) SUB.invokeExact(odd, turned);
      LongVector evenB = (LongVector) ADD.invokeExact(x4, x5);
      LongVector oddB = (LongVector) SUB.invokeExact(x4, x5);
      LongVector lowB = (LongVector) ADD.invokeExact(x6, x7);
      LongVector turnedB = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(x6, x7));
      LongVector b0 = (LongVector) ADD.invokeExact(evenB, lowB);
      LongVector b1 = (LongVector) SHIFT24.invokeExact((LongVector) ADD.invokeExact(oddB, turnedB));
      LongVector b2 = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(evenB, lowB));
      LongVector b3 = (LongVector) SHIFT72.invokeExact((LongVector) SUB.invokeExact(oddB, turnedB));
      ((LongVector) ADD.invokeExact(a0, b0)).intoArray(a, at);
      ((LongVector) SUB.invokeExact(a1, b1)).intoArray(a, at1);
      ((LongVector) ADD.invokeExact(a2, b2)).intoArray(a, at2);
      ((LongVector) SUB.invokeExact(a3, b3)).intoArray(a, at3);
      ((LongVector) SUB.invokeExact(a0, b0)).intoArray(a, at4);
      ((LongVector) ADD.invokeExact(a1, b1)).intoArray(a, at5);
      ((LongVector) SUB.invokeExact(a2, b2)).intoArray(a, at6);
      ((LongVector) ADD.invokeExact(a3, b3)).intoArray(a, at7);
    }
  }
}

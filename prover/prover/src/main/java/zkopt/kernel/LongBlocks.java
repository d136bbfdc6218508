package zkopt.kernel;

import static zkopt.kernel.LongLanes.ADD;
import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.SHIFT24;
import static zkopt.kernel.LongLanes.SHIFT48;
import static zkopt.kernel.LongLanes.SHIFT72;
import static zkopt.kernel.LongLanes.SPECIES;
import static zkopt.kernel.LongLanes.SUB;

import jdk.incubator.vector.LongVector;

/**
 * The three lowest layers of a transform, on vectors of eight lanes: of eight vectors, transposed, each holds one place of eight blocks
 * of eight. All factors are then eighth roots of unity, which are shifts; see {@link LongButterflies#dif8}.
 */
final class LongBlocks {
  /** How many elements there must be, and a multiple of them. */
  static final int SIZE = 64;

  // which lanes of two vectors, the second one's counted on, become a vector of first halves, and one of second halves
  private static final LongVector FIRST4 = exchange(4, 0);
  private static final LongVector SECOND4 = exchange(4, 4);
  private static final LongVector FIRST2 = exchange(2, 0);
  private static final LongVector SECOND2 = exchange(2, 2);
  private static final LongVector FIRST1 = exchange(1, 0);
  private static final LongVector SECOND1 = exchange(1, 1);

  private LongBlocks() {}

  /** Lane i from the lane of the first vector, or of the second where i has the bit {@code half}, that has {@code bit} in its place. */
  private static LongVector exchange(int half, int bit) {
    long[] lanes = new long[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = i & ~half | bit | ((i & half) != 0 ? LANES : 0);
    }
    return LongVector.fromArray(SPECIES, lanes, 0);
  }

  /** In frequency, on {@code size} elements from {@code off}. */
  static void dif(long[] a, int off, int size) throws Throwable {
    for (int i = off; i < off + size; i += SIZE) {
      LongVector r0 = LongVector.fromArray(SPECIES, a, i);
      LongVector r1 = LongVector.fromArray(SPECIES, a, i + 1 * LANES);
      LongVector r2 = LongVector.fromArray(SPECIES, a, i + 2 * LANES);
      LongVector r3 = LongVector.fromArray(SPECIES, a, i + 3 * LANES);
      LongVector r4 = LongVector.fromArray(SPECIES, a, i + 4 * LANES);
      LongVector r5 = LongVector.fromArray(SPECIES, a, i + 5 * LANES);
      LongVector r6 = LongVector.fromArray(SPECIES, a, i + 6 * LANES);
      LongVector r7 = LongVector.fromArray(SPECIES, a, i + 7 * LANES);
      LongVector s0 = FIRST4.selectFrom(r0, r4);
      LongVector s4 = SECOND4.selectFrom(r0, r4);
      LongVector s1 = FIRST4.selectFrom(r1, r5);
      LongVector s5 = SECOND4.selectFrom(r1, r5);
      LongVector s2 = FIRST4.selectFrom(r2, r6);
      LongVector s6 = SECOND4.selectFrom(r2, r6);
      LongVector s3 = FIRST4.selectFrom(r3, r7);
      LongVector s7 = SECOND4.selectFrom(r3, r7);
      LongVector t0 = FIRST2.selectFrom(s0, s2);
      LongVector t2 = SECOND2.selectFrom(s0, s2);
      LongVector t1 = FIRST2.selectFrom(s1, s3);
      LongVector t3 = SECOND2.selectFrom(s1, s3);
      LongVector t4 = FIRST2.selectFrom(s4, s6);
      LongVector t6 = SECOND2.selectFrom(s4, s6);
      LongVector t5 = FIRST2.selectFrom(s5, s7);
      LongVector t7 = SECOND2.selectFrom(s5, s7);
      LongVector x0 = FIRST1.selectFrom(t0, t1);
      LongVector x1 = SECOND1.selectFrom(t0, t1);
      LongVector x2 = FIRST1.selectFrom(t2, t3);
      LongVector x3 = SECOND1.selectFrom(t2, t3);
      LongVector x4 = FIRST1.selectFrom(t4, t5);
      LongVector x5 = SECOND1.selectFrom(t4, t5);
      LongVector x6 = FIRST1.selectFrom(t6, t7);
      LongVector x7 = SECOND1.selectFrom(t6, t7);
      LongVector e0 = (LongVector) ADD.invokeExact(x0, x4);
      LongVector e1 = (LongVector) ADD.invokeExact(x1, x5);
      LongVector e2 = (LongVector) ADD.invokeExact(x2, x6);
      LongVector e3 = (LongVector) ADD.invokeExact(x3, x7);
      LongVector d0 = (LongVector) SUB.invokeExact(x0, x4);
      LongVector d1 = (LongVector) SHIFT72.invokeExact((LongVector) SUB.invokeExact(x1, x5));
      LongVector d2 = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(x6, x2));
      LongVector d3 = (LongVector) SHIFT24.invokeExact((LongVector) SUB.invokeExact(x3, x7));
      LongVector even = (LongVector) ADD.invokeExact(e0, e2);
      LongVector odd = (LongVector) ADD.invokeExact(e1, e3);
      LongVector low = (LongVector) SUB.invokeExact(e0, e2);
      LongVector turned = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(e3, e1));
      LongVector evenD = (LongVector) ADD.invokeExact(d0, d2);
      LongVector oddD = (LongVector) ADD.invokeExact(d1, d3);
      LongVector lowD = (LongVector) SUB.invokeExact(d0, d2);
      LongVector turnedD = (LongVector) SHIFT48.invokeExact((LongVector) SUB.invokeExact(d3, d1));
      LongVector y0 = (LongVector) ADD.invokeExact(even, odd);
      LongVector y1 = (LongVector) SUB.invokeExact(even, odd);
      LongVector y2 = (LongVector) ADD.invokeExact(low, turned);
      LongVector y3 = (LongVector) SUB.invokeExact(low, turned);
      LongVector y4 = (LongVector) ADD.invokeExact(evenD, oddD);
      LongVector y5 = (LongVector) SUB.invokeExact(evenD, oddD);
      LongVector y6 = (LongVector) ADD.invokeExact(lowD, turnedD);
      LongVector y7 = (LongVector) SUB.invokeExact(lowD, turnedD);
      LongVector u0 = FIRST4.selectFrom(y0, y4);
      LongVector u4 = SECOND4.selectFrom(y0, y4);
      LongVector u1 = FIRST4.selectFrom(y1, y5);
      LongVector u5 = SECOND4.selectFrom(y1, y5);
      LongVector u2 = FIRST4.selectFrom(y2, y6);
      LongVector u6 = SECOND4.selectFrom(y2, y6);
      LongVector u3 = FIRST4.selectFrom(y3, y7);
      LongVector u7 = SECOND4.selectFrom(y3, y7);
      LongVector v0 = FIRST2.selectFrom(u0, u2);
      LongVector v2 = SECOND2.selectFrom(u0, u2);
      LongVector v1 = FIRST2.selectFrom(u1, u3);
      LongVector v3 = SECOND2.selectFrom(u1, u3);
      LongVector v4 = FIRST2.selectFrom(u4, u6);
      LongVector v6 = SECOND2.selectFrom(u4, u6);
      LongVector v5 = FIRST2.selectFrom(u5, u7);
      LongVector v7 = SECOND2.selectFrom(u5, u7);
      FIRST1.selectFrom(v0, v1).intoArray(a, i);
      SECOND1.selectFrom(v0, v1).intoArray(a, i + 1 * LANES);
      FIRST1.selectFrom(v2, v3).intoArray(a, i + 2 * LANES);
      SECOND1.selectFrom(v2, v3).intoArray(a, i + 3 * LANES);
      FIRST1.selectFrom(v4, v5).intoArray(a, i + 4 * LANES);
      SECOND1.selectFrom(v4, v5).intoArray(a, i + 5 * LANES);
      FIRST1.selectFrom(v6, v7).intoArray(a, i + 6 * LANES);
      SECOND1.selectFrom(v6, v7).intoArray(a, i + 7 * LANES);
    }
  }

  /** In time, on {@code size} elements from {@code off}. */
  static void dit(long[] a, int off, int size) throws Throwable {
    for (int i = off; i < off + size; i += SIZE) {
      LongVector r0 = LongVector.fromArray(SPECIES, a, i);
      LongVector r1 = LongVector.fromArray(SPECIES, a, i + 1 * LANES);
      LongVector r2 = LongVector.fromArray(SPECIES, a, i + 2 * LANES);
      LongVector r3 = LongVector.fromArray(SPECIES, a, i + 3 * LANES);
      LongVector r4 = LongVector.fromArray(SPECIES, a, i + 4 * LANES);
      LongVector r5 = LongVector.fromArray(SPECIES, a, i + 5 * LANES);
      LongVector r6 = LongVector.fromArray(SPECIES, a, i + 6 * LANES);
      LongVector r7 = LongVector.fromArray(SPECIES, a, i + 7 * LANES);
      LongVector s0 = FIRST4.selectFrom(r0, r4);
      LongVector s4 = SECOND4.selectFrom(r0, r4);
      LongVector s1 = FIRST4.selectFrom(r1, r5);
      LongVector s5 = SECOND4.selectFrom(r1, r5);
      LongVector s2 = FIRST4.selectFrom(r2, r6);
      LongVector s6 = SECOND4.selectFrom(r2, r6);
      LongVector s3 = FIRST4.selectFrom(r3, r7);
      LongVector s7 = SECOND4.selectFrom(r3, r7);
      LongVector t0 = FIRST2.selectFrom(s0, s2);
      LongVector t2 = SECOND2.selectFrom(s0, s2);
      LongVector t1 = FIRST2.selectFrom(s1, s3);
      LongVector t3 = SECOND2.selectFrom(s1, s3);
      LongVector t4 = FIRST2.selectFrom(s4, s6);
      LongVector t6 = SECOND2.selectFrom(s4, s6);
      LongVector t5 = FIRST2.selectFrom(s5, s7);
      LongVector t7 = SECOND2.selectFrom(s5, s7);
      LongVector x0 = FIRST1.selectFrom(t0, t1);
      LongVector x1 = SECOND1.selectFrom(t0, t1);
      LongVector x2 = FIRST1.selectFrom(t2, t3);
      LongVector x3 = SECOND1.selectFrom(t2, t3);
      LongVector x4 = FIRST1.selectFrom(t4, t5);
      LongVector x5 = SECOND1.selectFrom(t4, t5);
      LongVector x6 = FIRST1.selectFrom(t6, t7);
      LongVector x7 = SECOND1.selectFrom(t6, t7);
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
      LongVector y0 = (LongVector) ADD.invokeExact(a0, b0);
      LongVector y1 = (LongVector) SUB.invokeExact(a1, b1);
      LongVector y2 = (LongVector) ADD.invokeExact(a2, b2);
      LongVector y3 = (LongVector) SUB.invokeExact(a3, b3);
      LongVector y4 = (LongVector) SUB.invokeExact(a0, b0);
      LongVector y5 = (LongVector) ADD.invokeExact(a1, b1);
      LongVector y6 = (LongVector) SUB.invokeExact(a2, b2);
      LongVector y7 = (LongVector) ADD.invokeExact(a3, b3);
      LongVector u0 = FIRST4.selectFrom(y0, y4);
      LongVector u4 = SECOND4.selectFrom(y0, y4);
      LongVector u1 = FIRST4.selectFrom(y1, y5);
      LongVector u5 = SECOND4.selectFrom(y1, y5);
      LongVector u2 = FIRST4.selectFrom(y2, y6);
      LongVector u6 = SECOND4.selectFrom(y2, y6);
      LongVector u3 = FIRST4.selectFrom(y3, y7);
      LongVector u7 = SECOND4.selectFrom(y3, y7);
      LongVector v0 = FIRST2.selectFrom(u0, u2);
      LongVector v2 = SECOND2.selectFrom(u0, u2);
      LongVector v1 = FIRST2.selectFrom(u1, u3);
      LongVector v3 = SECOND2.selectFrom(u1, u3);
      LongVector v4 = FIRST2.selectFrom(u4, u6);
      LongVector v6 = SECOND2.selectFrom(u4, u6);
      LongVector v5 = FIRST2.selectFrom(u5, u7);
      LongVector v7 = SECOND2.selectFrom(u5, u7);
      FIRST1.selectFrom(v0, v1).intoArray(a, i);
      SECOND1.selectFrom(v0, v1).intoArray(a, i + 1 * LANES);
      FIRST1.selectFrom(v2, v3).intoArray(a, i + 2 * LANES);
      SECOND1.selectFrom(v2, v3).intoArray(a, i + 3 * LANES);
      FIRST1.selectFrom(v4, v5).intoArray(a, i + 4 * LANES);
      SECOND1.selectFrom(v4, v5).intoArray(a, i + 5 * LANES);
      FIRST1.selectFrom(v6, v7).intoArray(a, i + 6 * LANES);
      SECOND1.selectFrom(v6, v7).intoArray(a, i + 7 * LANES);
    }
  }
}

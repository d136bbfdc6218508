package zkopt.kernel;

import static zkopt.kernel.LongLanes.ADD;
import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.MUL;
import static zkopt.kernel.LongLanes.MUL_SCALED;
import static zkopt.kernel.LongLanes.SPECIES;
import static zkopt.kernel.LongLanes.SUB;
import static zkopt.kernel.LongLanes.broadcast;
import static zkopt.kernel.LongLanes.scaled;

import jdk.incubator.vector.LongVector;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;

/**
 * Arithmetic on extension columns as in {@link Ext3}, all coefficients in one pass over whole vectors. With p_i = a_i b_i and the
 * crosses x_ij = (a_i + a_j)(b_i + b_j), a product is
 *
 * <pre>x_12 + p_0 - p_1 - p_2,  x_01 + x_12 - p_0 - 2 p_1,  x_02 - p_0 + p_1</pre>
 */
final class ExtLanes {
  private ExtLanes() {}

  /** out = a * b. */
  static void mul(long[][] a, int aOff, long[][] b, int bOff, long[][] out, int outOff, int n) throws Throwable {
    long[] a0s = a[0];
    long[] a1s = a[1];
    long[] a2s = a[2];
    long[] b0s = b[0];
    long[] b1s = b[1];
    long[] b2s = b[2];
    for (int i = 0; i < n; i += LANES) {
      LongVector a0 = LongVector.fromArray(SPECIES, a0s, aOff + i);
      LongVector a1 = LongVector.fromArray(SPECIES, a1s, aOff + i);
      LongVector a2 = LongVector.fromArray(SPECIES, a2s, aOff + i);
      LongVector b0 = LongVector.fromArray(SPECIES, b0s, bOff + i);
      LongVector b1 = LongVector.fromArray(SPECIES, b1s, bOff + i);
      LongVector b2 = LongVector.fromArray(SPECIES, b2s, bOff + i);
      LongVector p0 = (LongVector) MUL.invokeExact(a0, b0);
      LongVector p1 = (LongVector) MUL.invokeExact(a1, b1);
      LongVector p2 = (LongVector) MUL.invokeExact(a2, b2);
      LongVector x01 = (LongVector) MUL.invokeExact((LongVector) ADD.invokeExact(a0, a1), (LongVector) ADD.invokeExact(b0, b1));
      LongVector x02 = (LongVector) MUL.invokeExact((LongVector) ADD.invokeExact(a0, a2), (LongVector) ADD.invokeExact(b0, b2));
      LongVector x12 = (LongVector) MUL.invokeExact((LongVector) ADD.invokeExact(a1, a2), (LongVector) ADD.invokeExact(b1, b2));
      LongVector y = (LongVector) SUB.invokeExact(x12, p1);
      LongVector z = (LongVector) SUB.invokeExact(p0, p2);
      LongVector q = (LongVector) ADD.invokeExact(p0, p1);
      LongVector r = (LongVector) SUB.invokeExact(x01, q);
      LongVector s = (LongVector) SUB.invokeExact(p1, p0);
      ((LongVector) ADD.invokeExact(y, z)).intoArray(out[0], outOff + i);
      ((LongVector) ADD.invokeExact(r, y)).intoArray(out[1], outOff + i);
      ((LongVector) ADD.invokeExact(x02, s)).intoArray(out[2], outOff + i);
    }
  }

  /** out = a * s. */
  static void mulScalar(long[][] a, int aOff, Ext3 scalar, long[][] out, int outOff, int n) throws Throwable {
    long[] a0s = a[0];
    long[] a1s = a[1];
    long[] a2s = a[2];
    LongVector b0 = broadcast(scaled(scalar.c0()));
    LongVector b1 = broadcast(scaled(scalar.c1()));
    LongVector b2 = broadcast(scaled(scalar.c2()));
    LongVector b01 = broadcast(scaled(Goldilocks.add(scalar.c0(), scalar.c1())));
    LongVector b02 = broadcast(scaled(Goldilocks.add(scalar.c0(), scalar.c2())));
    LongVector b12 = broadcast(scaled(Goldilocks.add(scalar.c1(), scalar.c2())));
    for (int i = 0; i < n; i += LANES) {
      LongVector a0 = LongVector.fromArray(SPECIES, a0s, aOff + i);
      LongVector a1 = LongVector.fromArray(SPECIES, a1s, aOff + i);
      LongVector a2 = LongVector.fromArray(SPECIES, a2s, aOff + i);
      LongVector p0 = (LongVector) MUL_SCALED.invokeExact(a0, b0);
      LongVector p1 = (LongVector) MUL_SCALED.invokeExact(a1, b1);
      LongVector p2 = (LongVector) MUL_SCALED.invokeExact(a2, b2);
      LongVector x01 = (LongVector) MUL_SCALED.invokeExact((LongVector) ADD.invokeExact(a0, a1), b01);
      LongVector x02 = (LongVector) MUL_SCALED.invokeExact((LongVector) ADD.invokeExact(a0, a2), b02);
      LongVector x12 = (LongVector) MUL_SCALED.invokeExact((LongVector) ADD.invokeExact(a1, a2), b12);
      LongVector y = (LongVector) SUB.invokeExact(x12, p1);
      LongVector z = (LongVector) SUB.invokeExact(p0, p2);
      LongVector q = (LongVector) ADD.invokeExact(p0, p1);
      LongVector r = (LongVector) SUB.invokeExact(x01, q);
      LongVector s = (LongVector) SUB.invokeExact(p1, p0);
      ((LongVector) ADD.invokeExact(y, z)).intoArray(out[0], outOff + i);
      ((LongVector) ADD.invokeExact(r, y)).intoArray(out[1], outOff + i);
      ((LongVector) ADD.invokeExact(x02, s)).intoArray(out[2], outOff + i);
    }
  }

  /** acc = acc + s * a, with a base column a. */
  static void axpy(long[][] acc, int accOff, Ext3 scalar, long[] a, int aOff, int n) throws Throwable {
    long[] acc0 = acc[0];
    long[] acc1 = acc[1];
    long[] acc2 = acc[2];
    LongVector s0 = broadcast(scaled(scalar.c0()));
    LongVector s1 = broadcast(scaled(scalar.c1()));
    LongVector s2 = broadcast(scaled(scalar.c2()));
    for (int i = 0; i < n; i += LANES) {
      LongVector x = LongVector.fromArray(SPECIES, a, aOff + i);
      LongVector y0 = (LongVector) MUL_SCALED.invokeExact(x, s0);
      LongVector y1 = (LongVector) MUL_SCALED.invokeExact(x, s1);
      LongVector y2 = (LongVector) MUL_SCALED.invokeExact(x, s2);
      ((LongVector) ADD.invokeExact(LongVector.fromArray(SPECIES, acc0, accOff + i), y0)).intoArray(acc0, accOff + i);
      ((LongVector) ADD.invokeExact(LongVector.fromArray(SPECIES, acc1, accOff + i), y1)).intoArray(acc1, accOff + i);
      ((LongVector) ADD.invokeExact(LongVector.fromArray(SPECIES, acc2, accOff + i), y2)).intoArray(acc2, accOff + i);
    }
  }

  /** The cofactors k of a, as in {@link Ext3#inverse}: 1/a is k over the {@link #norm}. */
  static void cofactors(long[][] a, int aOff, long[][] k, int kOff, int n) throws Throwable {
    long[] a0 = a[0];
    long[] a1 = a[1];
    long[] a2 = a[2];
    long[] out0 = k[0];
    long[] out1 = k[1];
    long[] out2 = k[2];
    for (int i = 0; i < n; i += LANES) {
      LongVector c0 = LongVector.fromArray(SPECIES, a0, aOff + i);
      LongVector c1 = LongVector.fromArray(SPECIES, a1, aOff + i);
      LongVector c2 = LongVector.fromArray(SPECIES, a2, aOff + i);
      LongVector s = (LongVector) ADD.invokeExact(c0, c2);
      LongVector t = (LongVector) ADD.invokeExact(c1, c2);
      LongVector ss = (LongVector) MUL.invokeExact(s, s);
      LongVector tc1 = (LongVector) MUL.invokeExact(t, c1);
      LongVector tc2 = (LongVector) MUL.invokeExact(t, c2);
      LongVector sc1 = (LongVector) MUL.invokeExact(s, c1);
      LongVector sc2 = (LongVector) MUL.invokeExact(s, c2);
      LongVector c1c1 = (LongVector) MUL.invokeExact(c1, c1);
      ((LongVector) SUB.invokeExact(ss, tc1)).intoArray(out0, kOff + i);
      ((LongVector) SUB.invokeExact(tc2, sc1)).intoArray(out1, kOff + i);
      ((LongVector) SUB.invokeExact(c1c1, sc2)).intoArray(out2, kOff + i);
    }
  }

  /** The norm of a, from it and its cofactors. */
  static void norm(long[][] a, int aOff, long[][] k, int kOff, long[] norm, int n) throws Throwable {
    long[] a0 = a[0];
    long[] a1 = a[1];
    long[] a2 = a[2];
    long[] k0 = k[0];
    long[] k1 = k[1];
    long[] k2 = k[2];
    for (int i = 0; i < n; i += LANES) {
      LongVector n0 = (LongVector) MUL.invokeExact(
          LongVector.fromArray(SPECIES, a0, aOff + i), LongVector.fromArray(SPECIES, k0, kOff + i));
      LongVector n1 = (LongVector) MUL.invokeExact(
          LongVector.fromArray(SPECIES, a2, aOff + i), LongVector.fromArray(SPECIES, k1, kOff + i));
      LongVector n2 = (LongVector) MUL.invokeExact(
          LongVector.fromArray(SPECIES, a1, aOff + i), LongVector.fromArray(SPECIES, k2, kOff + i));
      LongVector sum = (LongVector) ADD.invokeExact(n0, n1);
      ((LongVector) ADD.invokeExact(sum, n2)).intoArray(norm, i);
    }
  }
}

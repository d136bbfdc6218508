package zkopt.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Ext3Test {
  private static final Ext3 X = new Ext3(0, 1, 0);

  /** Edge coefficients in all places, then random elements. */
  static Ext3[] samples() {
    long[] values = GoldilocksTest.samples(60);
    int n = values.length;
    return IntStream.range(0, n)
        .mapToObj(i -> new Ext3(values[i], values[i * 7 % n], values[(i * 13 + 5) % n]))
        .toArray(Ext3[]::new);
  }

  /**
   * X^3 - X - 1 has no root in F, hence no factor: a root r would have r^p = r, so the modulus is irreducible if
   * gcd(X^p - X, X^3 - X - 1) = 1, which is to say that X^p - X is invertible; and then X^(p^3) = X.
   */
  @Test
  void modulusIsIrreducible() {
    Ext3 frobenius = X.pow(Goldilocks.MODULUS);
    Ext3 difference = frobenius.sub(X);
    assertEquals(Ext3.ONE, difference.mul(difference.inverse()));
    assertNotEquals(X, frobenius);
    assertEquals(X, frobenius.pow(Goldilocks.MODULUS).pow(Goldilocks.MODULUS));
    assertEquals(X.add(Ext3.ONE), X.mul(X).mul(X));
  }

  @Test
  void productAgainstSchoolbook() {
    for (Ext3 a : samples()) {
      for (Ext3 b : samples()) {
        assertEquals(schoolbook(a, b), a.mul(b));
      }
    }
  }

  private static Ext3 schoolbook(Ext3 a, Ext3 b) {
    long[] x = {a.c0(), a.c1(), a.c2()};
    long[] y = {b.c0(), b.c1(), b.c2()};
    BigInteger[] d = new BigInteger[5];
    for (int k = 0; k < 5; k++) {
      d[k] = BigInteger.ZERO;
      for (int i = Math.max(0, k - 2); i <= Math.min(2, k); i++) {
        d[k] = d[k].add(GoldilocksTest.big(x[i]).multiply(GoldilocksTest.big(y[k - i])));
      }
    }
    return new Ext3(element(d[0].add(d[3])), element(d[1].add(d[3]).add(d[4])), element(d[2].add(d[4])));
  }

  private static long element(BigInteger a) {
    return a.mod(GoldilocksTest.P).longValue();
  }

  @Test
  void fieldAxioms() {
    Ext3[] s = samples();
    Ext3[] inverses = Ext3.batchInverse(s);
    for (int i = 0; i < s.length; i++) {
      Ext3 a = s[i];
      Ext3 b = s[(i + 1) % s.length];
      Ext3 c = s[(i + 2) % s.length];
      assertEquals(a.mul(b.add(c)), a.mul(b).add(a.mul(c)));
      assertEquals(a.mul(b).mul(c), a.mul(b.mul(c)));
      assertEquals(a, a.add(b).sub(b));
      assertEquals(Ext3.ZERO, a.add(a.neg()));
      assertEquals(a.isZero() ? Ext3.ZERO : Ext3.ONE, a.mul(a.inverse()));
      assertEquals(a.inverse(), inverses[i]);
      assertEquals(a.mul(Ext3.of(b.c0())), a.mulBase(b.c0()));
      assertEquals(a.add(Ext3.of(b.c0())), a.addBase(b.c0()));
      assertEquals(a.sub(Ext3.of(b.c0())), a.subBase(b.c0()));
      assertEquals(a.mul(a).mul(a).mul(a).mul(a), a.pow(5));
    }
    assertEquals(Ext3.ONE, Ext3.ZERO.pow(0));
  }

  @Test
  void canonicalInEveryCoefficient() {
    assertFalse(new Ext3(Goldilocks.MODULUS, 0, 0).isCanonical());
    assertFalse(new Ext3(0, Goldilocks.MODULUS, 0).isCanonical());
    assertFalse(new Ext3(0, 0, -1).isCanonical());
  }
}

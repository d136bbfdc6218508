package zkopt.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every operation against BigInteger, on all pairs of edge values and on random ones. */
class GoldilocksTest {
  static final BigInteger P = BigInteger.TWO.pow(64).subtract(BigInteger.TWO.pow(32)).add(BigInteger.ONE);
  private static final long SEED = 1;

  /** Edge values, then random ones; all canonical. */
  static long[] samples(int random) {
    long[] edges = {
      0, 1, 2, 7, 0x7FFF_FFFFL, 0xFFFF_FFFEL, 0xFFFF_FFFFL, 0x1_0000_0000L, 0x1_0000_0001L, Long.MAX_VALUE,
      Long.MIN_VALUE, Goldilocks.MODULUS - 1, Goldilocks.MODULUS - 2, 0xFFFF_FFFF_0000_0000L, 0xFFFF_FFFE_FFFF_FFFFL,
      0xFFFF_FFFE_0000_0000L, Goldilocks.MODULUS >>> 1, (Goldilocks.MODULUS >>> 1) + 1
    };
    Random source = new Random(SEED);
    long[] samples = new long[edges.length + random];
    System.arraycopy(edges, 0, samples, 0, edges.length);
    for (int i = edges.length; i < samples.length; i++) {
      samples[i] = Goldilocks.canonical(source.nextLong());
    }
    return samples;
  }

  static BigInteger big(long a) {
    return new BigInteger(Long.toUnsignedString(a));
  }

  static void assertElement(BigInteger expected, long actual) {
    assertEquals(expected.mod(P), big(actual));
  }

  @Test
  void ringOperations() {
    long[] samples = samples(100);
    for (long a : samples) {
      assertElement(big(a).negate(), Goldilocks.neg(a));
      assertElement(big(a).multiply(big(a)), Goldilocks.square(a));
      for (long b : samples) {
        assertElement(big(a).add(big(b)), Goldilocks.add(a, b));
        assertElement(big(a).subtract(big(b)), Goldilocks.sub(a, b));
        assertElement(big(a).multiply(big(b)), Goldilocks.mul(a, b));
      }
    }
  }

  @Test
  void reductionOfAny128Bits() {
    Random random = new Random(SEED);
    long[] halves = samples(20);
    halves[0] = -1;
    halves[1] = -2;
    halves[2] = Goldilocks.MODULUS;
    for (long hi : halves) {
      for (long lo : halves) {
        assertElement(big(hi).shiftLeft(64).add(big(lo)), Goldilocks.reduce(hi, lo));
      }
      assertElement(big(hi), Goldilocks.canonical(hi));
    }
    for (int i = 0; i < 10_000; i++) {
      long hi = random.nextLong();
      long lo = random.nextLong();
      assertElement(big(hi).shiftLeft(64).add(big(lo)), Goldilocks.reduce(hi, lo));
    }
  }

  @Test
  void inversesAndPowers() {
    long[] samples = samples(50);
    long[] batch = Goldilocks.batchInverse(samples);
    for (int i = 0; i < samples.length; i++) {
      long a = samples[i];
      assertEquals(a == 0 ? 0 : 1, Goldilocks.mul(a, Goldilocks.inverse(a)));
      assertEquals(Goldilocks.inverse(a), batch[i]);
      for (long e : new long[] {0, 1, 2, 3, 1L << 40, -1}) {
        assertElement(big(a).modPow(big(e), P), Goldilocks.pow(a, e));
      }
    }
  }

  @Test
  void canonicalIsBelowTheModulus() {
    assertTrue(Goldilocks.isCanonical(0));
    assertTrue(Goldilocks.isCanonical(Goldilocks.MODULUS - 1));
    assertFalse(Goldilocks.isCanonical(Goldilocks.MODULUS));
    assertFalse(Goldilocks.isCanonical(-1));
  }

  @Test
  void signedIntegers() {
    for (long v : new long[] {0, 1, -1, 5, -5, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1}) {
      assertElement(BigInteger.valueOf(v), Goldilocks.fromSigned(v));
    }
    for (long v : new long[] {0, 1, -1, 1L << 62, -(1L << 62), Goldilocks.MODULUS >>> 1, -(Goldilocks.MODULUS >>> 1)}) {
      assertEquals(v, Goldilocks.toSigned(Goldilocks.fromSigned(v)));
    }
  }

  @Test
  void rootsHaveTheirOrder() {
    for (int log = 1; log <= Goldilocks.TWO_ADICITY; log++) {
      long half = Goldilocks.pow(Goldilocks.rootOfUnity(log), 1L << (log - 1));
      assertEquals(Goldilocks.MODULUS - 1, half);
    }
    assertEquals(1, Goldilocks.rootOfUnity(0));
  }

  @Test
  void generatorGenerates() {
    for (long q : new long[] {2, 3, 5, 17, 257, 65537}) {
      assertNotEquals(1, Goldilocks.pow(Goldilocks.GENERATOR, Long.divideUnsigned(Goldilocks.MODULUS - 1, q)));
    }
  }
}

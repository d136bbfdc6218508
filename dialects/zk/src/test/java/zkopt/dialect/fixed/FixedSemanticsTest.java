package zkopt.dialect.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The integer functions against the real numbers that they stand for. */
class FixedSemanticsTest {
  private static final QType Q25 = new QType(25, 12);
  private static final long SEED = 7;

  @Test
  void rescaleRoundsHalfUp() {
    var from = new QType(40, 2);
    var to = new QType(40, 0);
    assertEquals(1, FixedSemantics.rescale(2, from, to));
    assertEquals(0, FixedSemantics.rescale(1, from, to));
    assertEquals(0, FixedSemantics.rescale(-2, from, to));
    assertEquals(-1, FixedSemantics.rescale(-3, from, to));
    assertEquals(-12, FixedSemantics.rescale(-3, to, from));
  }

  @Test
  void overflowIsAnError() {
    assertEquals(Q25.max(), FixedSemantics.checked(Q25.max(), Q25));
    assertThrows(ArithmeticException.class, () -> FixedSemantics.checked(Q25.max() + 1, Q25));
    assertThrows(ArithmeticException.class, () -> FixedSemantics.checked(-Q25.max() - 1, Q25));
    assertThrows(ArithmeticException.class, () -> FixedSemantics.binary(BinaryOp.Kind.ADD, Q25.max(), Q25, 1, Q25, Q25));
    assertThrows(ArithmeticException.class, () -> FixedSemantics.rescale(1L << 60, new QType(63, 0), new QType(63, 12)));
    assertThrows(ArithmeticException.class, () -> FixedSemantics.divide(1, Q25, 0, Q25, Q25));
    assertThrows(ArithmeticException.class, () -> FixedSemantics.exp(1, Q25, Q25));
  }

  @Test
  void divisionRoundsHalfUp() {
    var random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      long a = random.nextLong(-5000, 5001);
      long b = random.nextLong(1, 5001);
      var fa = new QType(30, random.nextInt(4));
      var fb = new QType(30, random.nextInt(4));
      var fy = new QType(50, random.nextInt(4));
      var real = BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(1L << 20))
          .multiply(BigDecimal.TWO.pow(FixedSemantics.divideShift(fa, fb, fy) + 8)).multiply(BigDecimal.TWO);
      var scaledB = BigDecimal.valueOf(b).multiply(BigDecimal.valueOf(1L << 28));
      var expected = real.add(scaledB).divide(scaledB.multiply(BigDecimal.TWO), 0, RoundingMode.FLOOR).longValueExact();
      assertEquals(expected, FixedSemantics.divide(a, fa, b, fb, fy), "seed " + SEED + ": " + a + " / " + b + " " + fa + fb + fy);
    }
  }

  @Test
  void exponentialIsCloseToTheRealOne() {
    for (long x = 0; x >= -Q25.max(); x = x * 3 / 2 - 1) {
      double error = Math.scalb((double) FixedSemantics.exp(x, Q25, Q25), -12) - Math.exp(Math.scalb((double) x, -12));
      assertTrue(Math.abs(error) < 1.3 / 8192, "exp of " + x + " is off by " + error);
    }
    assertEquals(4096, FixedSemantics.exp(0, Q25, Q25));
  }
}

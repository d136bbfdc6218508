package zkopt.dialect.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
  void divisionRoundsHalvesToEven() {
    var random = new Random(SEED);
    for (int i = 0; i < 4000; i++) {
      long a = random.nextLong(-200, 201);
      long b = random.nextLong(1, 21);
      var fa = new QType(30, random.nextInt(4));
      var fb = new QType(30, random.nextInt(4));
      var real = new BigDecimal(a).divide(BigDecimal.TWO.pow(fa.frac())).multiply(BigDecimal.TWO.pow(fb.frac()));
      long expected = real.divide(new BigDecimal(b), 0, RoundingMode.HALF_EVEN).longValueExact();
      assertEquals(expected, FixedSemantics.divideEven(a, fa, b, fb, new QType(50, 0)), "seed " + SEED + ": " + a + " / " + b + " " + fa + fb);
    }
    assertThrows(ArithmeticException.class, () -> FixedSemantics.divideEven(1, Q25, 0, Q25, Q25));
  }

  @Test
  void exponentialIsCloseToTheRealOne() {
    for (long x = 0; x >= -Q25.max(); x = x * 3 / 2 - 1) {
      double error = Math.scalb((double) FixedSemantics.exp(x, Q25, Q25), -12) - Math.exp(Math.scalb((double) x, -12));
      assertTrue(Math.abs(error) < 1.3 / 8192, "exp of " + x + " is off by " + error);
    }
    assertEquals(4096, FixedSemantics.exp(0, Q25, Q25));
  }

  @Test
  void squareRootIsRoundedDown() {
    var random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      long x = random.nextLong(0, Q25.max() + 1) >> random.nextInt(25);
      var root = new QType(40, 6 + random.nextInt(14));
      BigInteger square = BigInteger.valueOf(x).shiftLeft(FixedSemantics.sqrtShift(Q25, root));
      assertEquals(square.sqrt().longValueExact(), FixedSemantics.sqrt(x, Q25, root), "seed " + SEED + ": root of " + x + " in " + root);
    }
    assertThrows(ArithmeticException.class, () -> FixedSemantics.sqrt(-1, Q25, Q25));
  }

  /** Half a unit of the result, and h^2 / 8 times the second derivative (where the function is smooth) between knots h apart. */
  @ParameterizedTest
  @EnumSource(value = UnaryOp.Kind.class, names = {"TANH", "ERF", "SIN", "COS", "ATAN"})
  void lineSegmentsAreCloseToTheFunction(UnaryOp.Kind kind) {
    Interpolation segments = kind.interpolation();
    double h = Math.scalb(1.0, -segments.leastFrac());
    double bound = 0.5 / 4096 + h * h / 8 + 0x1p-18;
    long start = segments.start() << 12;
    for (long x = start; x < start + (1L << segments.domainBits() + 12); x += 7) {
      double error = Math.scalb((double) segments.evaluate(x, Q25, Q25), -12) - segments.function().applyAsDouble(Math.scalb((double) x, -12));
      assertTrue(Math.abs(error) <= bound, kind + " of " + x + " is off by " + error);
    }
    assertThrows(ArithmeticException.class, () -> segments.evaluate(start - 1, Q25, Q25));
    assertThrows(ArithmeticException.class, () -> segments.evaluate(start + (1L << segments.domainBits() + 12), Q25, Q25));
  }
}

package zkopt.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FieldTest {
  private static final BigInteger P = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE.shiftLeft(32)).add(BigInteger.ONE);

  @Test
  void inversesAreNearestZero() {
    long half = P.shiftRight(1).longValueExact();
    LongStream special = LongStream.of(1, -1, 2, -2, 3, 1L << 32, (1L << 32) - 1, half, -half, half - 1);
    LongStream.concat(special, new Random(5).longs(2000, -half, half)).forEach(x -> {
      long inverse = Field.inverse(x);
      assertEquals(BigInteger.ONE, BigInteger.valueOf(inverse).multiply(BigInteger.valueOf(x)).mod(P), () -> "of " + x);
      assertTrue(Math.abs(inverse) <= half);
    });
    assertEquals(0, Field.inverse(0));
  }
}

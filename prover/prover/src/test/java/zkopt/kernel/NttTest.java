package zkopt.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;

/** The transforms against direct evaluation of the polynomial. */
class NttTest {
  private static final long SHIFT = Goldilocks.GENERATOR;
  private static final Ext3 Z = new Ext3(123, 456, Goldilocks.MODULUS - 1);

  private static long[] naive(long[] coefficients, int log, long shift) {
    long[] values = new long[1 << log];
    long x = shift;
    for (int i = 0; i < values.length; i++) {
      long value = 0;
      for (int k = coefficients.length - 1; k >= 0; k--) {
        value = Goldilocks.add(Goldilocks.mul(value, x), coefficients[k]);
      }
      values[i] = value;
      x = Goldilocks.mul(x, Goldilocks.rootOfUnity(log));
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void forwardIsEvaluationAndInverseUndoesIt(int log) {
    long[] coefficients = Samples.column(1 << log, log);
    long[] a = coefficients.clone();
    Ntt.forward(a);
    assertArrayEquals(naive(coefficients, log, 1), a);
    Ntt.inverse(a);
    assertArrayEquals(coefficients, a);
    Ntt.forwardOnCoset(a, SHIFT);
    assertArrayEquals(naive(coefficients, log, SHIFT), a);
    Ntt.inverseOnCoset(a, SHIFT);
    assertArrayEquals(coefficients, a);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 8})
  void extensionIsEvaluationOnTheCoset(int log) {
    long[] coefficients = Samples.column(1 << log, log);
    long[] onH = naive(coefficients, log, 1);
    for (int blowup = 0; blowup <= 4; blowup++) {
      long[] expected = naive(coefficients, log + blowup, SHIFT);
      assertArrayEquals(expected, Ntt.extend(onH, blowup, SHIFT));
      assertArrayEquals(expected, Ntt.evaluate(coefficients, blowup, SHIFT));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 15, 18})
  void largeTransformsAgreeWithHorner(int log) {
    long[] coefficients = Samples.column(1 << log, log);
    long[] values = coefficients.clone();
    Ntt.forward(values);
    for (int i : new int[] {0, 1, 77, (1 << log) - 1}) {
      long x = Goldilocks.pow(Goldilocks.rootOfUnity(log), i);
      assertEquals(Ntt.evaluateAt(coefficients, Ext3.of(x)), Ext3.of(values[i]));
    }
    long[] extended = Ntt.extend(values, 2, SHIFT);
    for (int i : new int[] {0, 1, 78, (4 << log) - 1}) {
      long x = Goldilocks.mul(SHIFT, Goldilocks.pow(Goldilocks.rootOfUnity(log + 2), i));
      assertEquals(Ntt.evaluateAt(coefficients, Ext3.of(x)), Ext3.of(extended[i]));
    }
    Ntt.inverse(values);
    assertArrayEquals(coefficients, values);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9, 10, 11, 12, 15})
  void bitReversalSwapsWithTheReversedIndex(int log) {
    long[] a = new long[1 << log];
    Arrays.setAll(a, i -> i);
    Ntt.bitReverse(a);
    for (int i = 0; i < a.length; i++) {
      int reversed = 0;
      for (int bit = 0; bit < log; bit++) {
        reversed |= (i >> bit & 1) << log - 1 - bit;
      }
      assertEquals(reversed, a[i]);
    }
  }

  @Test
  void arrangedCoefficientsAreThoseOfTheValues() {
    long[] coefficients = Samples.column(1 << 11, 5);
    long[] values = coefficients.clone();
    Ntt.forward(values);
    Ntt.arrange(coefficients);
    assertArrayEquals(Ntt.coefficients(values), coefficients);
  }

  @Test
  void lagrangeWeightsEvaluateAtAPointAndAtItsRotations() {
    int log = 6;
    long[] coefficients = Samples.column(1 << log, 3);
    long[] onH = naive(coefficients, log, 1);
    long[][] weights = Ntt.lagrange(log, Z);
    assertEquals(Ntt.evaluateAt(coefficients, Z), Ntt.evaluateAt(new long[][] {onH}, weights)[0]);
    for (int rotation : new int[] {0, 1, 5, -1, 63, 64}) {
      Ext3 rotated = Z.mulBase(Goldilocks.pow(Goldilocks.rootOfUnity(log), Math.floorMod(rotation, 64)));
      assertEquals(
          Ntt.evaluateAt(coefficients, rotated), Ntt.evaluateAt(new long[][] {onH}, weights, rotation)[0]);
    }
    long[][] inside = Ntt.lagrange(log, Ext3.of(Goldilocks.rootOfUnity(log)));
    assertEquals(Ext3.of(onH[1]), Ntt.evaluateAt(new long[][] {onH}, inside)[0]);
  }

  @Test
  void inversesOfDifferences() {
    long[] points = Ntt.points(13, SHIFT);
    long[][] inverses = Ntt.inverseOfDifferences(points, Z);
    for (int i = 0; i < points.length; i += 37) {
      assertEquals(Ext3.of(points[i]).sub(Z).inverse(), ExtColumn.get(inverses, i));
    }
    assertEquals(Ext3.ZERO, ExtColumn.get(Ntt.inverseOfDifferences(points, Ext3.of(points[5])), 5));
  }
}

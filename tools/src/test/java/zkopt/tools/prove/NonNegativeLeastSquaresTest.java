package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Against solutions that are known. */
class NonNegativeLeastSquaresTest {
  private static final double EXACT = 1e-6;

  @Test
  void exactCoefficientsAreFound() {
    double[][] a = {{1, 2, 0.5}, {1, 0.1, 3}, {1, 4, 1}, {1, 1, 1}};
    double[] x = {3, 0.5, 2};
    double[] b = new double[a.length];
    for (int i = 0; i < a.length; i++) b[i] = a[i][0] * x[0] + a[i][1] * x[1] + a[i][2] * x[2];
    assertArrayEquals(x, NonNegativeLeastSquares.solve(a, b), EXACT);
  }

  @Test
  void whatWouldBeNegativeIsZeroAndTheRestIsBestWithoutIt() {
    // the line through (1, 0), (2, 1), (3, 2) has the intercept -1; of those through the origin, slope 8/14 is best
    assertArrayEquals(new double[] {0, 8.0 / 14}, NonNegativeLeastSquares.solve(new double[][] {{1, 1}, {1, 2}, {1, 3}}, new double[] {0, 1, 2}), EXACT);
    assertArrayEquals(new double[] {2, 0}, NonNegativeLeastSquares.solve(new double[][] {{1, 0}, {1, 1}, {1, 2}}, new double[] {3, 2, 1}), EXACT);
  }

  @Test
  void aColumnOfZerosHasNoCoefficient() {
    assertArrayEquals(new double[] {0, 2}, NonNegativeLeastSquares.solve(new double[][] {{0, 1}, {0, 2}}, new double[] {2, 4}), EXACT);
  }

  @Test
  void asManyRightSidesAsRows() {
    assertThrows(IllegalArgumentException.class, () -> NonNegativeLeastSquares.solve(new double[][] {{1}}, new double[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> NonNegativeLeastSquares.solve(new double[0][], new double[0]));
  }
}

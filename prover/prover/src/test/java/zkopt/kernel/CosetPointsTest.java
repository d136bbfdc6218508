package zkopt.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.field.Goldilocks;

class CosetPointsTest {
  private static final long SHIFT = Goldilocks.GENERATOR;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 8, 9, 10, 13})
  void pointsAreThoseOfTheWholeCoset(int log) {
    long[][] coefficients = {Samples.column(1 << log, 1), Samples.column(1 << log, 2)};
    long[][] whole = Ntt.onCoset(coefficients, SHIFT);
    int mask = (1 << log) - 1;
    int[] points = IntStream.of(mask, 0, 5, 77, 512, 1023, 2048 + 77, 5000, 5).map(j -> j & mask).toArray();
    long[][] values = new CosetPoints(log, SHIFT, points).evaluate(coefficients);
    for (int c = 0; c < whole.length; c++) {
      for (int p = 0; p < points.length; p++) {
        assertEquals(whole[c][points[p]], values[c][p]);
      }
    }
  }
}

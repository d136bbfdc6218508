package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which predictions are off. */
class PredictionsTest {
  @Test
  void thoseTooHighAndTooLowAndOfNothing() {
    var predictions = new Predictions();
    predictions.add("m", "a", "cells", 100, 100);
    predictions.add("m", "b", "time", 75, 100);
    predictions.add("m", "c", "heap", 74, 100);
    predictions.add("n", "d", "bytes", 126, 100);
    predictions.add("n", "e", "rows", 0, 0);
    assertEquals(List.of("heap of m (0.74)", "bytes of n (1.26)", "rows of n (NaN)"), predictions.beyond(0.25));
    assertEquals(5, predictions.count());
  }
}

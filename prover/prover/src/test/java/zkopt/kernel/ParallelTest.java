package zkopt.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks of rows. */
class ParallelTest {
  @ParameterizedTest
  @CsvSource({"0, 512", "1, 512", "255, 1024", "256, 1024", "257, 1024", "1024, 1024", "1000, 4096", "5000, 4096", "100000, 4096", "700, 100"})
  void everyRowIsInOneBlockThatIsNotTooLarge(int rows, int size) {
    var seen = new AtomicIntegerArray(rows);
    var largest = new AtomicInteger();
    Parallel.blocks(rows, size, (from, to) -> {
      largest.accumulateAndGet(to - from, Math::max);
      for (int i = from; i < to; i++) seen.incrementAndGet(i);
    });
    int[] ones = new int[rows];
    Arrays.fill(ones, 1);
    int[] counts = new int[rows];
    Arrays.setAll(counts, seen::get);
    assertArrayEquals(ones, counts);
    assertTrue(largest.get() <= size, () -> largest + " rows");
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024", "4096, 4096"})
  void noCoreIsIdleForLackOfBlocks(int rows, int size) {
    var blocks = new AtomicInteger();
    Parallel.blocks(rows, size, (from, to) -> blocks.incrementAndGet());
    assertTrue(blocks.get() >= Math.min(Parallel.cores(), rows / 256), () -> blocks + " blocks");
  }
}

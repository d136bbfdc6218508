package zkopt.kernel;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work over columns and over blocks of rows on all cores that the process may use (the common pool). */
public final class Parallel {
  /** Work on the rows {@code from..to}. */
  @FunctionalInterface
  public interface Block {
    void run(int from, int to);
  }

  private Parallel() {}

  /** How many tasks run at once. */
  public static int cores() {
    return ForkJoinPool.getCommonPoolParallelism() + 1;
  }

  /** {@code task} for 0..n, in any order, at once as far as there are cores. */
  public static void forEach(int n, IntConsumer task) {
    IntStream.range(0, n).parallel().forEach(task);
  }

  /** The rows 0..n in blocks of {@code size}, the last one shorter. */
  public static void blocks(int n, int size, Block task) {
    int count = Math.ceilDiv(n, size);
    forEach(count, b -> task.run(b * size, Math.min(n, (b + 1) * size)));
  }
}

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

  /** Smaller blocks take longer to hand out than to work on; a multiple of what kernels work on at once. */
  private static final int GRAIN = 256;

  private Parallel() {}

  /** How many tasks run at once. */
  public static int cores() {
    return ForkJoinPool.getCommonPoolParallelism() + 1;
  }

  /** {@code task} for 0..n, in any order, at once as far as there are cores. */
  public static void forEach(int n, IntConsumer task) {
    IntStream.range(0, n).parallel().forEach(task);
  }

  /** The rows 0..n in blocks of {@code size}, or smaller ones where that leaves a core without work; the last one may be shorter. */
  public static void blocks(int n, int size, Block task) {
    int share = Math.ceilDiv(Math.ceilDiv(n, cores()), GRAIN) * GRAIN;
    int rows = Math.min(size, Math.max(GRAIN, share));
    forEach(Math.ceilDiv(n, rows), b -> task.run(b * rows, Math.min(n, (b + 1) * rows)));
  }
}

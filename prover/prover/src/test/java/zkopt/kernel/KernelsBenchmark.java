package zkopt.kernel;

import java.util.Locale;
import zkopt.field.Ext3;

/**
 * Times of the kernels on one core, best of several rounds. After {@code mvn test-compile}, in this module:
 * {@code java --add-modules jdk.incubator.vector -cp target/classes:target/test-classes:../protocol/target/classes
 * zkopt.kernel.KernelsBenchmark} (and {@code -Dzkopt.kernels=scalar} for the scalar ones).
 */
final class KernelsBenchmark {
  private static final int ROUNDS = 15;
  private static final int N = 1 << 10;
  private static final int LOG = 20;
  private static final Ext3 S = new Ext3(1234567, 7654321, -7654321L);

  private KernelsBenchmark() {}

  public static void main(String[] args) {
    Kernels k = Kernels.best();
    System.out.println("kernels: " + k.name());
    long[] a = Samples.column(N, 1);
    long[] b = Samples.column(N, 2);
    long[] out = new long[N];
    long[][] x = Samples.columns(3, N, 3);
    long[][] y = Samples.columns(3, N, 4);
    long[][] z = ExtColumn.zeros(N);
    int repeat = 400;
    report("add", "ns", (double) N * repeat, repeat(repeat, () -> k.add(a, 0, b, 0, out, 0, N)));
    report("mul", "ns", (double) N * repeat, repeat(repeat, () -> k.mul(a, 0, b, 0, out, 0, N)));
    report("mulAdd", "ns", (double) N * repeat, repeat(repeat, () -> k.mulAdd(a, 0, b, 0, out, 0, out, 0, N)));
    report("inverse", "ns", (double) N * repeat, repeat(repeat, () -> k.inverse(a, 0, out, 0, N)));
    report("extAxpy", "ns", (double) N * repeat, repeat(repeat, () -> k.extAxpy(z, 0, S, a, 0, N)));
    report("extMul", "ns", (double) N * repeat, repeat(repeat, () -> k.extMul(x, 0, y, 0, z, 0, N)));
    report("extInverse", "ns", (double) N * repeat, repeat(repeat, () -> k.extInverse(x, 0, z, 0, N)));
    report("extDot", "ns", (double) N * repeat, repeat(repeat, () -> k.extDot(a, 0, x, 0, N)));
    for (int log : new int[] {14, 17, LOG, 22}) {
      long[] column = Samples.column(1 << log, 5);
      double butterflies = log * (double) (1 << (log - 1));
      int times = 1 << Math.max(0, 18 - log);
      report("dif 2^" + log, "ns/butterfly", butterflies * times,
          repeat(times, () -> k.dif(column, 0, log)));
      report("dit 2^" + log, "ns/butterfly", butterflies * times,
          repeat(times, () -> k.dit(column, 0, log, 0)));
    }
    long[] column = Samples.column(1 << LOG, 5);
    long[] eighteen = Samples.column(1 << (LOG - 2), 5);
    report("bit reversal 2^20", "ns", 1 << LOG, () -> Ntt.bitReverse(column));
    report("extend 2^18 by 4", "ns/value", 1 << LOG, () -> Ntt.extend(eighteen, 2, 7));
    for (int width : new int[] {8, 32, 128, 400}) {
      int height = 1 << 14;
      long[][] columns = Samples.columns(width, height, 6);
      int[] digests = new int[8 * height];
      report("leaves of " + width, "ns/byte", 8.0 * width * height,
          () -> k.hashLeaves(columns, height, 0, height, digests));
    }
    int[] children = new int[16 << 14];
    int[] digests = new int[8 << 14];
    report("nodes", "ns/byte", 64.0 * (1 << 14), () -> k.hashNodes(children, 1 << 14, 0, 1 << 14, digests));
  }


  private static Runnable repeat(int times, Runnable task) {
    return () -> {
      for (int i = 0; i < times; i++) {
        task.run();
      }
    };
  }

  private static void report(String name, String unit, double units, Runnable task) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      task.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf(Locale.ROOT, "%-20s %8.3f %s%n", name, best / units, unit);
  }
}

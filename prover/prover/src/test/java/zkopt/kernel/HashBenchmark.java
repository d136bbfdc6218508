package zkopt.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Bytes hashed in a nanosecond, that is GB/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class HashBenchmark {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 1 << 11;

  private final Kernels kernels = Kernels.best();
  private final long[][] columns = Samples.columns(WIDTH, HEIGHT, 1);
  private final int[] children = new Random(2).ints(16 * HEIGHT).toArray();
  private final int[] digests = new int[8 * HEIGHT];

  @Benchmark
  @OperationsPerInvocation(Long.BYTES * WIDTH * HEIGHT)
  public int[] leaves() {
    kernels.hashLeaves(columns, HEIGHT, 0, HEIGHT, digests);
    return digests;
  }

  @Benchmark
  @OperationsPerInvocation(64 * HEIGHT)
  public int[] nodes() {
    kernels.hashNodes(children, HEIGHT, 0, HEIGHT, digests);
    return digests;
  }
}

package zkopt.kernel;

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

/** Nanoseconds for a butterfly: a transform of 2^log elements has {@code log 2^(log - 1)}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class TransformBenchmark {
  private final Kernels kernels = Kernels.best();
  private final long[] a = Samples.column(1 << 20, 1);

  @Benchmark
  @OperationsPerInvocation(14 << 13)
  public long[] dif14() {
    kernels.dif(a, 0, 14);
    return a;
  }

  @Benchmark
  @OperationsPerInvocation(14 << 13)
  public long[] dit14() {
    kernels.dit(a, 0, 14, 0);
    return a;
  }

  @Benchmark
  @OperationsPerInvocation(20 << 19)
  public long[] dif20() {
    kernels.dif(a, 0, 20);
    return a;
  }

  @Benchmark
  @OperationsPerInvocation(20 << 19)
  public long[] dit20() {
    kernels.dit(a, 0, 20, 0);
    return a;
  }
}

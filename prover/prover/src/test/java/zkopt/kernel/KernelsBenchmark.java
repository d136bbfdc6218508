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
import zkopt.field.Ext3;

/** Nanoseconds for an element, with columns that fit the second-level cache. KERNELS.md says how to run this. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(KernelsBenchmark.N)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class KernelsBenchmark {
  static final int N = 1 << 12;
  private static final long S = 0x1234_5678_9ABC_DEF0L;
  private static final Ext3 EXT = new Ext3(S, 7654321, -7654321L);

  private final Kernels kernels = Kernels.best();
  private final long[] a = Samples.column(N, 1);
  private final long[] b = Samples.column(N, 2);
  private final long[] out = new long[N];
  private final long[][] x = Samples.columns(3, N, 3);
  private final long[][] y = Samples.columns(3, N, 4);
  private final long[][] z = ExtColumn.zeros(N);

  @Benchmark
  public long[] add() {
    kernels.add(a, 0, b, 0, out, 0, N);
    return out;
  }

  @Benchmark
  public long[] mul() {
    kernels.mul(a, 0, b, 0, out, 0, N);
    return out;
  }

  @Benchmark
  public long[] mulAdd() {
    kernels.mulAdd(a, 0, b, 0, out, 0, out, 0, N);
    return out;
  }

  @Benchmark
  public long[] mulScalar() {
    kernels.mulScalar(a, 0, S, out, 0, N);
    return out;
  }

  @Benchmark
  public long[] mulAddScalar() {
    kernels.mulAddScalar(a, 0, S, b, 0, out, 0, N);
    return out;
  }

  @Benchmark
  public long[] inverse() {
    kernels.inverse(a, 0, out, 0, N);
    return out;
  }

  @Benchmark
  public long[][] extAxpy() {
    kernels.extAxpy(z, 0, EXT, a, 0, N);
    return z;
  }

  @Benchmark
  public long[][] extMul() {
    kernels.extMul(x, 0, y, 0, z, 0, N);
    return z;
  }

  @Benchmark
  public long[][] extMulScalar() {
    kernels.extMulScalar(x, 0, EXT, z, 0, N);
    return z;
  }

  @Benchmark
  public long[][] extInverse() {
    kernels.extInverse(x, 0, z, 0, N);
    return z;
  }

  @Benchmark
  public Ext3 extDot() {
    return kernels.extDot(a, 0, x, 0, N);
  }
}

package zkopt.commit;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import zkopt.field.Goldilocks;
import zkopt.kernel.Ntt;
import zkopt.kernel.Samples;
import zkopt.merkle.MerkleShape;

/** Milliseconds to extend 64 columns of 2^18 rows fourfold, coset by coset, and to make the tree; on all cores. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4)
@Measurement(iterations = 8)
public class CommitBenchmark {
  private static final int WIDTH = 64;
  private static final int LOG_ROWS = 18;
  private static final int LOG_BLOWUP = 2;

  private final long[][] columns = Samples.columns(WIDTH, 1 << LOG_ROWS, 1);
  private final MerkleShape shape = new MerkleShape(LOG_ROWS + LOG_BLOWUP, WIDTH, 0, 32, 0);

  @Benchmark
  public byte[] commit() {
    long[][] coefficients = Ntt.coefficients(columns);
    return MerkleTree.of(shape, LOG_BLOWUP, part -> Ntt.onCoset(coefficients, shift(part)), null).cap();
  }

  private static long shift(int part) {
    return Goldilocks.mul(Goldilocks.GENERATOR, Goldilocks.pow(Goldilocks.rootOfUnity(LOG_ROWS + LOG_BLOWUP), part));
  }
}

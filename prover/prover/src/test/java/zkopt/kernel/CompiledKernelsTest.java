package zkopt.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.field.Ext3;

/**
 * The vector kernels give the bits of the scalar ones when C2 has compiled them too: tens of thousands of calls each, all compared,
 * so interpreted, then compiled, then perhaps compiled again. Each call has its own seed, which a failure names.
 */
@Tag("slow")
class CompiledKernelsTest {
  private static final int CALLS = 30_000;
  private static final int LONG_CALLS = 2_000;
  private static final long FIRST_SEED = 20_000_000;
  private static final int SIZE = 112;
  private static final int OFF = 3;

  private static final Map<String, Kernel> COLUMNS = Map.ofEntries(
      Map.entry("add", (k, in, out, n) -> k.add(in[0], OFF, in[1], 1, out[0], 5, n)),
      Map.entry("sub", (k, in, out, n) -> k.sub(in[0], OFF, in[1], 1, out[0], 5, n)),
      Map.entry("mul", (k, in, out, n) -> k.mul(in[0], OFF, in[1], 1, out[0], 5, n)),
      Map.entry("mulAdd", (k, in, out, n) -> k.mulAdd(in[0], OFF, in[1], 1, in[2], 2, out[0], 5, n)),
      Map.entry("addScalar", (k, in, out, n) -> k.addScalar(in[0], OFF, in[1][0], out[0], 5, n)),
      Map.entry("mulScalar", (k, in, out, n) -> k.mulScalar(in[0], OFF, in[1][0], out[0], 5, n)),
      Map.entry("mulAddScalar", (k, in, out, n) -> k.mulAddScalar(in[0], OFF, in[1][0], in[2], 1, out[0], 5, n)),
      Map.entry("powers", (k, in, out, n) -> k.powers(in[0][0], in[1][0], out[0], 5, n)),
      Map.entry("inverse", (k, in, out, n) -> k.inverse(in[0], OFF, out[0], 5, n)),
      Map.entry("extAdd", (k, in, out, n) -> k.extAdd(first(in), OFF, second(in), 1, out, 5, n)),
      Map.entry("extSub", (k, in, out, n) -> k.extSub(first(in), OFF, second(in), 1, out, 5, n)),
      Map.entry("extMul", (k, in, out, n) -> k.extMul(first(in), OFF, second(in), 1, out, 5, n)),
      Map.entry("extMulScalar", (k, in, out, n) -> k.extMulScalar(first(in), OFF, scalar(in), out, 5, n)),
      Map.entry("extMulBase", (k, in, out, n) -> k.extMulBase(first(in), OFF, in[3], 1, out, 5, n)),
      Map.entry("extAxpy", (k, in, out, n) -> k.extAxpy(out, 5, scalar(in), in[0], OFF, n)),
      Map.entry("extDot", (k, in, out, n) -> ExtColumn.set(out, 0, k.extDot(in[3], OFF, first(in), 1, n))),
      Map.entry("extPowers", (k, in, out, n) -> k.extPowers(scalar(in), ExtColumn.get(first(in), 0), out, 5, n)),
      Map.entry("extInverse", (k, in, out, n) -> k.extInverse(first(in), OFF, out, 5, n)));

  private final Kernels scalar = new ScalarKernels();
  private Kernels vector;

  /** A kernel on n elements of six columns, into three. */
  private interface Kernel {
    void run(Kernels kernels, long[][] in, long[][] out, int n);
  }

  private static long[][] first(long[][] in) {
    return new long[][] {in[0], in[1], in[2]};
  }

  private static long[][] second(long[][] in) {
    return new long[][] {in[3], in[4], in[5]};
  }

  private static Ext3 scalar(long[][] in) {
    return ExtColumn.get(second(in), 0);
  }

  @BeforeEach
  void vectorKernels(TestReporter reporter) {
    assumeTrue(VectorKernels.isSupported(), "vectors of this machine are too short");
    vector = new VectorKernels();
    reporter.publishEntry("first seed", Long.toString(FIRST_SEED));
  }

  private static Stream<String> names() {
    return COLUMNS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void columns(String name) {
    Kernel kernel = COLUMNS.get(name);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CALLS; seed++) {
      long[][] in = Samples.columns(6, SIZE, seed);
      int n = (int) (seed % (SIZE - 8));
      long[][] expected = ExtColumn.zeros(SIZE);
      long[][] actual = ExtColumn.zeros(SIZE);
      kernel.run(scalar, in, expected, n);
      kernel.run(vector, in, actual, n);
      long call = seed;
      assertArrayEquals(expected, actual, () -> name + " of " + n + " elements, seed " + call);
    }
  }

  /** In frequency, and in time with every number of layers left out. */
  @Test
  void shortTransforms() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CALLS; seed++) {
      transforms(seed, (int) (seed % 9), (int) (seed / 9 % 4));
    }
  }

  /** Longer than what is done layer by layer, so depth first. */
  @ParameterizedTest
  @ValueSource(ints = {13, 14})
  void longTransforms(int log) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LONG_CALLS; seed++) {
      transforms(seed, log, (int) (seed % 4));
    }
  }

  private void transforms(long seed, int log, int skip) {
    long[] expected = Samples.column((1 << log) + 7, seed);
    long[] actual = expected.clone();
    scalar.dif(expected, OFF, log);
    vector.dif(actual, OFF, log);
    assertArrayEquals(expected, actual, () -> "dif of 2^" + log + ", seed " + seed);
    scalar.dit(expected, OFF, log, Math.min(skip, log));
    vector.dit(actual, OFF, log, Math.min(skip, log));
    assertArrayEquals(expected, actual, () -> "dit of 2^" + log + " without " + skip + ", seed " + seed);
  }

  @Test
  void hashes() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CALLS; seed++) {
      int height = 32;
      long call = seed;
      long[][] columns = Samples.columns(1 + (int) (seed % 11), height, seed);
      int[] expected = new int[8 * height];
      int[] actual = new int[8 * height];
      scalar.hashLeaves(columns, height, 0, height, expected);
      vector.hashLeaves(columns, height, 0, height, actual);
      assertArrayEquals(expected, actual, () -> "leaves, seed " + call);
      int[] children = new Random(seed).ints(16L * height).toArray();
      scalar.hashNodes(children, height, 0, height, expected);
      vector.hashNodes(children, height, 0, height, actual);
      assertArrayEquals(expected, actual, () -> "nodes, seed " + call);
    }
  }
}

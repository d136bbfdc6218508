package zkopt.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;

/** The vector kernels give the bits of the scalar ones, at every length around a vector's and at unaligned offsets. */
class KernelsTest {
  private static final int[] LENGTHS = {0, 1, 2, 7, 8, 9, 15, 16, 17, 100, 511, 512, 513, 1100};
  private static final int OFF = 3;
  private static final int SIZE = 1200;
  private static final long[] SCALARS = {0, 1, 0xFFFF_FFFFL, Goldilocks.MODULUS - 1, 0x1234_5678_9ABC_DEF0L};
  private static final Ext3 S = new Ext3(0x1234_5678_9ABC_DEF0L, Goldilocks.MODULUS - 1, 0xFFFF_FFFFL);

  private final Kernels scalar = new ScalarKernels();
  private Kernels vector;

  private final long[] a = Samples.column(SIZE, 1);
  private final long[] b = Samples.column(SIZE, 2);
  private final long[] c = Samples.column(SIZE, 3);
  private final long[][] x = Samples.columns(3, SIZE, 4);
  private final long[][] y = Samples.columns(3, SIZE, 5);

  @BeforeEach
  void vectorKernels() {
    assumeTrue(VectorKernels.isSupported(), "vectors of this machine are too short");
    vector = new VectorKernels();
  }

  /** Runs one kernel in both implementations, on three output columns; what lies outside the range must stay as it was. */
  private void same(BiConsumer<Kernels, long[][]> kernel) {
    long[][] expected = Samples.columns(3, SIZE, 6);
    long[][] actual = Samples.columns(3, SIZE, 6);
    kernel.accept(scalar, expected);
    kernel.accept(vector, actual);
    assertArrayEquals(expected, actual);
  }

  @Test
  void baseColumns() {
    for (int n : LENGTHS) {
      same((k, out) -> k.add(a, OFF, b, 1, out[0], 5, n));
      same((k, out) -> k.sub(a, OFF, b, 1, out[0], 5, n));
      same((k, out) -> k.mul(a, OFF, b, 1, out[0], 5, n));
      same((k, out) -> k.mulAdd(a, OFF, b, 1, c, 2, out[0], 5, n));
      same((k, out) -> k.inverse(a, OFF, out[0], 5, n));
      same((k, out) -> k.mul(out[0], 5, out[0], 5, out[0], 5, n));
      for (long s : SCALARS) {
        same((k, out) -> k.addScalar(a, OFF, s, out[0], 5, n));
        same((k, out) -> k.mulScalar(a, OFF, s, out[0], 5, n));
        same((k, out) -> k.mulAddScalar(a, OFF, s, b, 1, out[0], 5, n));
        same((k, out) -> k.powers(s, Goldilocks.rootOfUnity(20), out[0], 5, n));
      }
    }
  }

  @Test
  void scalarColumnsAreTheField() {
    long[] out = new long[SIZE];
    scalar.mulAdd(a, 0, b, 0, c, 0, out, 0, SIZE);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(Goldilocks.add(Goldilocks.mul(a[i], b[i]), c[i]), out[i]);
    }
    scalar.inverse(a, 0, out, 0, SIZE);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(Goldilocks.inverse(a[i]), out[i]);
    }
    long[][] inverse = ExtColumn.zeros(SIZE);
    scalar.extInverse(x, 0, inverse, 0, SIZE);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(ExtColumn.get(x, i).inverse(), ExtColumn.get(inverse, i));
    }
  }

  @Test
  void extensionColumns() {
    ExtColumn.set(x, 50, Ext3.ZERO);
    for (int n : LENGTHS) {
      same((k, out) -> k.extAxpy(out, 5, S, a, OFF, n));
      same((k, out) -> k.extMul(x, OFF, y, 1, out, 5, n));
      same((k, out) -> k.extMul(out, OFF, y, 1, out, OFF, n));
      same((k, out) -> k.extMulScalar(x, OFF, S, out, 5, n));
      same((k, out) -> k.extMulBase(x, OFF, a, 1, out, 5, n));
      same((k, out) -> k.extAdd(x, OFF, y, 1, out, 5, n));
      same((k, out) -> k.extSub(x, OFF, y, 1, out, 5, n));
      same((k, out) -> k.extPowers(S, S, out, 5, n));
      same((k, out) -> k.extInverse(x, OFF, out, 5, n));
      assertEquals(scalar.extDot(a, OFF, x, 1, n), vector.extDot(a, OFF, x, 1, n));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 9, 12, 13, 14})
  void transforms(int log) {
    long[] expected = Samples.column((1 << log) + 7, 8);
    long[] actual = expected.clone();
    scalar.dif(expected, OFF, log);
    vector.dif(actual, OFF, log);
    assertArrayEquals(expected, actual);
    for (int skip = 0; skip <= log; skip++) {
      scalar.dit(expected, OFF, log, skip);
      vector.dit(actual, OFF, log, skip);
      assertArrayEquals(expected, actual);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 127, 128, 129, 255, 256, 257, 300, 512, 700, 1025})
  void leaves(int width) {
    int height = 64;
    long[][] columns = Samples.columns(width, height, width);
    int[] expected = new int[8 * height];
    int[] actual = new int[8 * height];
    scalar.hashLeaves(columns, height, 3, 55, expected);
    vector.hashLeaves(columns, height, 3, 55, actual);
    assertArrayEquals(expected, actual);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 64, 100})
  void nodes(int count) {
    int[] children = new Random(count).ints(16L * count).toArray();
    int[] expected = new int[8 * count];
    int[] actual = new int[8 * count];
    scalar.hashNodes(children, count, 0, count, expected);
    vector.hashNodes(children, count, 0, count, actual);
    assertArrayEquals(expected, actual);
  }

  /** The low word of a nonce overflows on the way, and the first of several proofs of work counts. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 9})
  void grinding(int bits) {
    int[] challenge = new Random(bits).ints(8).toArray();
    for (long from : new long[] {0, 5, (1L << 32) - 20}) {
      for (int n : LENGTHS) {
        assertEquals(scalar.grind(challenge, from, n, bits), vector.grind(challenge, from, n, bits), from + " + " + n);
      }
    }
  }

  @Test
  void countersHashed() {
    int[] key = new Random(3).ints(8).toArray();
    for (long from : new long[] {0, 5, (1L << 32) - 20}) {
      for (int n : LENGTHS) {
        long[] expected = new long[4 * n];
        long[] actual = new long[4 * n];
        scalar.hashCounters(key, from, n, expected);
        vector.hashCounters(key, from, n, actual);
        assertArrayEquals(expected, actual);
      }
    }
  }

  @Test
  void choice() {
    assertEquals("scalar", KernelChoice.choose(Optional.of("scalar")).name());
    assertEquals(vector.name(), KernelChoice.choose(Optional.of("vector")).name());
    assertEquals(vector.name(), KernelChoice.choose(Optional.empty()).name());
    assertThrows(IllegalArgumentException.class, () -> KernelChoice.choose(Optional.of("gpu")));
  }
}

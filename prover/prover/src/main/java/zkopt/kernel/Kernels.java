package zkopt.kernel;

import zkopt.field.Ext3;
import zkopt.hash.ProofOfWork;

/**
 * The inner loops of the prover, over columns: a column is a {@code long[]} of canonical elements, a column of extension
 * elements is three of them, {@code long[3][]}. Ranges are given as offset and length; an output may be an input at the same
 * offset, else they must not overlap. All methods are single-threaded and keep no state. The two implementations give the same
 * bits: {@link ScalarKernels} is the specification, {@link VectorKernels} the fast one.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /** The fastest that this machine can run; {@code -Dzkopt.kernels=scalar} or {@code vector} decides instead. */
  static Kernels best() {
    return KernelChoice.BEST;
  }

  /** "scalar" or "vector" and the number of lanes, for reports. */
  String name();

  // Base field columns.

  /** out = a + b. */
  void add(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n);

  /** out = a - b. */
  void sub(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n);

  /** out = a * b. */
  void mul(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n);

  /** out = a * b + c. */
  void mulAdd(long[] a, int aOff, long[] b, int bOff, long[] c, int cOff, long[] out, int outOff, int n);

  /** out = a + s. */
  void addScalar(long[] a, int aOff, long s, long[] out, int outOff, int n);

  /** out = a * s. */
  void mulScalar(long[] a, int aOff, long s, long[] out, int outOff, int n);

  /** out = a * s + b. */
  void mulAddScalar(long[] a, int aOff, long s, long[] b, int bOff, long[] out, int outOff, int n);

  /** out = 1/a, and 0 where a is 0. {@code out} may not be {@code a}. */
  void inverse(long[] a, int aOff, long[] out, int outOff, int n);

  /** out[i] = start * ratio^i. */
  void powers(long start, long ratio, long[] out, int outOff, int n);

  // Extension columns.

  /** acc = acc + s * a, with a base column a. */
  void extAxpy(long[][] acc, int accOff, Ext3 s, long[] a, int aOff, int n);

  /** out = a * b. */
  void extMul(long[][] a, int aOff, long[][] b, int bOff, long[][] out, int outOff, int n);

  /** out = a * s. */
  void extMulScalar(long[][] a, int aOff, Ext3 s, long[][] out, int outOff, int n);

  /** out = 1/a, and 0 where a is 0. {@code out} may not be {@code a}. */
  void extInverse(long[][] a, int aOff, long[][] out, int outOff, int n);

  /** out[i] = start * ratio^i. */
  void extPowers(Ext3 start, Ext3 ratio, long[][] out, int outOff, int n);

  /** The sum of weight[i] * a[i], with a base column a. */
  Ext3 extDot(long[] a, int aOff, long[][] weight, int weightOff, int n);

  /** out = a + b. */
  default void extAdd(long[][] a, int aOff, long[][] b, int bOff, long[][] out, int outOff, int n) {
    for (int k = 0; k < Ext3.DEGREE; k++) {
      add(a[k], aOff, b[k], bOff, out[k], outOff, n);
    }
  }

  /** out = a - b. */
  default void extSub(long[][] a, int aOff, long[][] b, int bOff, long[][] out, int outOff, int n) {
    for (int k = 0; k < Ext3.DEGREE; k++) {
      sub(a[k], aOff, b[k], bOff, out[k], outOff, n);
    }
  }

  /** out = a * b, with a base column b. */
  default void extMulBase(long[][] a, int aOff, long[] b, int bOff, long[][] out, int outOff, int n) {
    for (int k = 0; k < Ext3.DEGREE; k++) {
      mul(a[k], aOff, b, bOff, out[k], outOff, n);
    }
  }

  // Transforms.

  /**
   * Values to coefficients, by decimation in frequency, over {@code a[off..off+2^log)}: natural order in, bit-reversed order out,
   * not scaled. a[rev(k)] becomes the sum of a[j] w^(-jk), w the root of order 2^log.
   */
  void dif(long[] a, int off, int log);

  /**
   * Coefficients to values, by decimation in time, over {@code a[off..off+2^log)}: bit-reversed order in, natural order out. The
   * first {@code skip} layers are left out; with a[i] repeated over blocks of 2^skip that transforms a polynomial of
   * 2^(log - skip) coefficients.
   */
  void dit(long[] a, int off, int log, int skip);

  // Hashing. Digests are kept by word: word w of digest i of m is at [w * m + i].

  /** The leaves {@code from..to} of a tree of {@code height} leaves: the hash of row i of all {@code columns}. */
  void hashLeaves(long[][] columns, int height, int from, int to, int[] digests);

  /** The nodes {@code from..to} of a level of {@code m} over a level of 2m: node i has children i and i + m. */
  void hashNodes(int[] children, int m, int from, int to, int[] digests);

  /** The first of the nonces {@code from..from + n} that is a {@link ProofOfWork} of {@code bits} bits; -1 where none is. */
  long grind(int[] challenge, long from, int n, int bits);

  /** The keyed hashes, as four longs each, of the numbers {@code from..from + n} as 8 bytes. */
  void hashCounters(int[] key, long from, int n, long[] out);
}

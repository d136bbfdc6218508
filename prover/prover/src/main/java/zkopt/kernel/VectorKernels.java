package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.load;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;

/**
 * The kernels on vectors of the machine's preferred size; whatever is shorter than a vector goes to {@link ScalarKernels}. Loops
 * here hold one field product; those with more call it through the constant handles of {@link LongLanes}, see KERNELS.md.
 */
public final class VectorKernels implements Kernels {
  /** Elements worked on before going back for the next coefficient: a few columns of it fit the first-level cache. */
  private static final int BLOCK = 256;

  private static final int LEAST_BITS = 256;

  /** How many products an inversion keeps going: enough vectors to hide a product's latency. */
  private static final int CHAINS = 64;

  private final ScalarKernels scalar = new ScalarKernels();

  /** Whether this machine's vectors are long enough: shorter ones would not beat the scalar kernels. */
  static boolean isSupported() {
    return LongLanes.SPECIES.vectorBitSize() >= LEAST_BITS;
  }

  @Override
  public String name() {
    return "vector, " + LANES + " lanes of 64 bits";
  }

  private static int whole(int n) {
    return n - n % LANES;
  }

  @Override
  public void add(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n) {
    int m = whole(n);
    for (int i = 0; i < m; i += LANES) {
      LongLanes.add(load(a, aOff + i), load(b, bOff + i)).intoArray(out, outOff + i);
    }
    scalar.add(a, aOff + m, b, bOff + m, out, outOff + m, n - m);
  }

  @Override
  public void sub(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n) {
    int m = whole(n);
    for (int i = 0; i < m; i += LANES) {
      LongLanes.sub(load(a, aOff + i), load(b, bOff + i)).intoArray(out, outOff + i);
    }
    scalar.sub(a, aOff + m, b, bOff + m, out, outOff + m, n - m);
  }

  @Override
  public void mul(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n) {
    int m = whole(n);
    for (int i = 0; i < m; i += LANES) {
      LongLanes.mul(load(a, aOff + i), load(b, bOff + i)).intoArray(out, outOff + i);
    }
    scalar.mul(a, aOff + m, b, bOff + m, out, outOff + m, n - m);
  }

  @Override
  public void mulAdd(long[] a, int aOff, long[] b, int bOff, long[] c, int cOff, long[] out, int outOff, int n) {
    int m = whole(n);
    for (int i = 0; i < m; i += LANES) {
      LongVector product = LongLanes.mul(load(a, aOff + i), load(b, bOff + i));
      LongLanes.add(product, load(c, cOff + i)).intoArray(out, outOff + i);
    }
    scalar.mulAdd(a, aOff + m, b, bOff + m, c, cOff + m, out, outOff + m, n - m);
  }

  @Override
  public void addScalar(long[] a, int aOff, long s, long[] out, int outOff, int n) {
    int m = whole(n);
    LongVector summand = LongLanes.broadcast(s);
    for (int i = 0; i < m; i += LANES) {
      LongLanes.add(load(a, aOff + i), summand).intoArray(out, outOff + i);
    }
    scalar.addScalar(a, aOff + m, s, out, outOff + m, n - m);
  }

  @Override
  public void mulScalar(long[] a, int aOff, long s, long[] out, int outOff, int n) {
    int m = whole(n);
    LongVector factor = LongLanes.broadcast(LongLanes.scaled(s));
    for (int i = 0; i < m; i += LANES) {
      LongLanes.mulScaled(load(a, aOff + i), factor).intoArray(out, outOff + i);
    }
    scalar.mulScalar(a, aOff + m, s, out, outOff + m, n - m);
  }

  @Override
  public void mulAddScalar(long[] a, int aOff, long s, long[] b, int bOff, long[] out, int outOff, int n) {
    int m = whole(n);
    LongVector factor = LongLanes.broadcast(LongLanes.scaled(s));
    for (int i = 0; i < m; i += LANES) {
      LongVector product = LongLanes.mulScaled(load(a, aOff + i), factor);
      LongLanes.add(product, load(b, bOff + i)).intoArray(out, outOff + i);
    }
    scalar.mulAddScalar(a, aOff + m, s, b, bOff + m, out, outOff + m, n - m);
  }

  /** Montgomery's trick on {@link #CHAINS} chains side by side, whose products do not wait for each other. */
  @Override
  public void inverse(long[] a, int aOff, long[] out, int outOff, int n) {
    int m = n - n % CHAINS;
    if (m > 0) {
      try {
        invertChains(a, aOff, out, outOff, m);
      } catch (Throwable e) {
        throw LongLanes.unchecked(e);
      }
    }
    scalar.inverse(a, aOff + m, out, outOff + m, n - m);
  }

  /** out holds the products of the elements before in its chain, and at last the inverses. */
  private void invertChains(long[] a, int aOff, long[] out, int outOff, int n) throws Throwable {
    long[] inverses = new long[CHAINS];
    for (int i = 0; i < CHAINS; i += LANES) {
      orOne(load(a, aOff + i)).intoArray(out, outOff + i);
    }
    for (int i = CHAINS; i < n; i += LANES) {
      LongLanes.mul(load(out, outOff + i - CHAINS), orOne(load(a, aOff + i))).intoArray(out, outOff + i);
    }
    scalar.inverse(out, outOff + n - CHAINS, inverses, 0, CHAINS);
    for (int i = n - LANES; i >= CHAINS; i -= LANES) {
      int chain = i & (CHAINS - 1);
      LongVector inverse = LongVector.fromArray(LongLanes.SPECIES, inverses, chain);
      LongVector before = LongVector.fromArray(LongLanes.SPECIES, out, outOff + i - CHAINS);
      LongVector x = LongVector.fromArray(LongLanes.SPECIES, a, aOff + i);
      VectorMask<Long> zero = x.compare(VectorOperators.EQ, 0);
      LongVector result = (LongVector) LongLanes.MUL.invokeExact(before, inverse);
      LongVector rest = (LongVector) LongLanes.MUL.invokeExact(inverse, x.blend(1, zero));
      result.blend(0, zero).intoArray(out, outOff + i);
      rest.intoArray(inverses, chain);
    }
    for (int i = 0; i < CHAINS; i += LANES) {
      load(inverses, i).blend(0, load(a, aOff + i).compare(VectorOperators.EQ, 0)).intoArray(out, outOff + i);
    }
  }

  private static LongVector orOne(LongVector a) {
    return a.blend(1, a.compare(VectorOperators.EQ, 0));
  }

  @Override
  public void powers(long start, long ratio, long[] out, int outOff, int n) {
    int block = Math.min(n, BLOCK);
    scalar.powers(start, ratio, out, outOff, block);
    long step = Goldilocks.pow(ratio, block);
    long factor = step;
    for (int at = block; at < n; at += block) {
      mulScalar(out, outOff, factor, out, outOff + at, Math.min(block, n - at));
      factor = Goldilocks.mul(factor, step);
    }
  }

  @Override
  public void extAxpy(long[][] acc, int accOff, Ext3 s, long[] a, int aOff, int n) {
    int m = whole(n);
    try {
      ExtLanes.axpy(acc, accOff, s, a, aOff, m);
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
    scalar.extAxpy(acc, accOff + m, s, a, aOff + m, n - m);
  }

  @Override
  public void extMul(long[][] a, int aOff, long[][] b, int bOff, long[][] out, int outOff, int n) {
    int m = whole(n);
    try {
      ExtLanes.mul(a, aOff, b, bOff, out, outOff, m);
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
    scalar.extMul(a, aOff + m, b, bOff + m, out, outOff + m, n - m);
  }

  @Override
  public void extMulScalar(long[][] a, int aOff, Ext3 s, long[][] out, int outOff, int n) {
    int m = whole(n);
    try {
      ExtLanes.mulScalar(a, aOff, s, out, outOff, m);
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
    scalar.extMulScalar(a, aOff + m, s, out, outOff + m, n - m);
  }

  /** The cofactors over the norm; of 0 both are 0. */
  @Override
  public void extInverse(long[][] a, int aOff, long[][] out, int outOff, int n) {
    int m = whole(n);
    long[] norm = new long[m];
    long[] inverse = new long[m];
    try {
      ExtLanes.cofactors(a, aOff, out, outOff, m);
      ExtLanes.norm(a, aOff, out, outOff, norm, m);
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
    inverse(norm, 0, inverse, 0, m);
    extMulBase(out, outOff, inverse, 0, out, outOff, m);
    scalar.extInverse(a, aOff + m, out, outOff + m, n - m);
  }

  @Override
  public void extPowers(Ext3 start, Ext3 ratio, long[][] out, int outOff, int n) {
    int block = Math.min(n, BLOCK);
    scalar.extPowers(start, ratio, out, outOff, block);
    Ext3 step = ratio.pow(block);
    Ext3 factor = step;
    for (int at = block; at < n; at += block) {
      extMulScalar(out, outOff, factor, out, outOff + at, Math.min(block, n - at));
      factor = factor.mul(step);
    }
  }

  @Override
  public Ext3 extDot(long[] a, int aOff, long[][] weight, int weightOff, int n) {
    long[] sums = new long[Ext3.DEGREE];
    for (int at = 0; at < n; at += BLOCK) {
      int m = Math.min(BLOCK, n - at);
      for (int k = 0; k < Ext3.DEGREE; k++) {
        sums[k] = Goldilocks.add(sums[k], dot(a, aOff + at, weight[k], weightOff + at, m));
      }
    }
    return new Ext3(sums[0], sums[1], sums[2]);
  }

  private static long dot(long[] a, int aOff, long[] b, int bOff, int n) {
    int m = whole(n);
    LongVector sums = LongLanes.broadcast(0);
    for (int i = 0; i < m; i += LANES) {
      sums = LongLanes.add(LongLanes.mul(load(a, aOff + i), load(b, bOff + i)), sums);
    }
    long sum = 0;
    for (long lane : sums.toArray()) {
      sum = Goldilocks.add(sum, lane);
    }
    for (int i = m; i < n; i++) {
      sum = Goldilocks.add(sum, Goldilocks.mul(a[aOff + i], b[bOff + i]));
    }
    return sum;
  }

  @Override
  public void dif(long[] a, int off, int log) {
    if (log < LongTransform.LEAST_LOG) {
      scalar.dif(a, off, log);
    } else {
      LongTransform.dif(a, off, log);
    }
  }

  @Override
  public void dit(long[] a, int off, int log, int skip) {
    if (log < LongTransform.LEAST_LOG) {
      scalar.dit(a, off, log, skip);
    } else {
      LongTransform.dit(a, off, log, skip);
    }
  }

  @Override
  public void hashLeaves(long[][] columns, int height, int from, int to, int[] digests) {
    int end = from + (to - from) / IntLanes.LANES * IntLanes.LANES;
    if (end > from) {
      new LeafLanes(columns).hash(height, from, end, digests);
    }
    scalar.hashLeaves(columns, height, end, to, digests);
  }

  @Override
  public void hashNodes(int[] children, int m, int from, int to, int[] digests) {
    int end = from + (to - from) / IntLanes.LANES * IntLanes.LANES;
    IntLanes.hashNodes(children, m, from, end, digests);
    scalar.hashNodes(children, m, end, to, digests);
  }

  @Override
  public long grind(int[] challenge, long from, int n, int bits) {
    int end = n / IntLanes.LANES * IntLanes.LANES;
    long nonce = IntLanes.grind(challenge, from, end, bits);
    return nonce >= 0 ? nonce : scalar.grind(challenge, from + end, n - end, bits);
  }

  @Override
  public void hashCounters(int[] key, long from, int n, long[] out) {
    int end = n / IntLanes.LANES * IntLanes.LANES;
    if (end > 0) IntLanes.hashCounters(key, from, end, out);
    scalar.hashCounters(key, from + end, n - end, out, 4 * end);
  }
}

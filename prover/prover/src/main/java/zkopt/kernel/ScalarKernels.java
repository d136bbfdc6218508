package zkopt.kernel;

import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;
import zkopt.hash.ProofOfWork;
import zkopt.merkle.MerkleHash;

/** The kernels in plain Java: what the vector kernels must equal, and the tail of their loops. */
public final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void add(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      out[outOff + i] = Goldilocks.add(a[aOff + i], b[bOff + i]);
    }
  }

  @Override
  public void sub(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      out[outOff + i] = Goldilocks.sub(a[aOff + i], b[bOff + i]);
    }
  }

  @Override
  public void mul(long[] a, int aOff, long[] b, int bOff, long[] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      out[outOff + i] = Goldilocks.mul(a[aOff + i], b[bOff + i]);
    }
  }

  @Override
  public void mulAdd(long[] a, int aOff, long[] b, int bOff, long[] c, int cOff, long[] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      out[outOff + i] = Goldilocks.add(Goldilocks.mul(a[aOff + i], b[bOff + i]), c[cOff + i]);
    }
  }

  @Override
  public void addScalar(long[] a, int aOff, long s, long[] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      out[outOff + i] = Goldilocks.add(a[aOff + i], s);
    }
  }

  @Override
  public void mulScalar(long[] a, int aOff, long s, long[] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      out[outOff + i] = Goldilocks.mul(a[aOff + i], s);
    }
  }

  @Override
  public void mulAddScalar(long[] a, int aOff, long s, long[] b, int bOff, long[] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      out[outOff + i] = Goldilocks.add(Goldilocks.mul(a[aOff + i], s), b[bOff + i]);
    }
  }

  @Override
  public void inverse(long[] a, int aOff, long[] out, int outOff, int n) {
    long product = 1;
    for (int i = 0; i < n; i++) {
      out[outOff + i] = product;
      product = Goldilocks.mul(product, orOne(a[aOff + i]));
    }
    long inverse = Goldilocks.inverse(product);
    for (int i = n - 1; i >= 0; i--) {
      long x = a[aOff + i];
      out[outOff + i] = x == 0 ? 0 : Goldilocks.mul(out[outOff + i], inverse);
      inverse = Goldilocks.mul(inverse, orOne(x));
    }
  }

  private static long orOne(long a) {
    return a == 0 ? 1 : a;
  }

  @Override
  public void powers(long start, long ratio, long[] out, int outOff, int n) {
    long power = start;
    for (int i = 0; i < n; i++) {
      out[outOff + i] = power;
      power = Goldilocks.mul(power, ratio);
    }
  }

  @Override
  public void extAxpy(long[][] acc, int accOff, Ext3 s, long[] a, int aOff, int n) {
    mulAddScalar(a, aOff, s.c0(), acc[0], accOff, acc[0], accOff, n);
    mulAddScalar(a, aOff, s.c1(), acc[1], accOff, acc[1], accOff, n);
    mulAddScalar(a, aOff, s.c2(), acc[2], accOff, acc[2], accOff, n);
  }

  @Override
  public void extMul(long[][] a, int aOff, long[][] b, int bOff, long[][] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      ExtColumn.set(out, outOff + i, ExtColumn.get(a, aOff + i).mul(ExtColumn.get(b, bOff + i)));
    }
  }

  @Override
  public void extMulScalar(long[][] a, int aOff, Ext3 s, long[][] out, int outOff, int n) {
    for (int i = 0; i < n; i++) {
      ExtColumn.set(out, outOff + i, ExtColumn.get(a, aOff + i).mul(s));
    }
  }

  @Override
  public void extInverse(long[][] a, int aOff, long[][] out, int outOff, int n) {
    Ext3 product = Ext3.ONE;
    for (int i = 0; i < n; i++) {
      ExtColumn.set(out, outOff + i, product);
      product = product.mul(orOne(ExtColumn.get(a, aOff + i)));
    }
    Ext3 inverse = product.inverse();
    for (int i = n - 1; i >= 0; i--) {
      Ext3 x = ExtColumn.get(a, aOff + i);
      ExtColumn.set(out, outOff + i, x.isZero() ? x : ExtColumn.get(out, outOff + i).mul(inverse));
      inverse = inverse.mul(orOne(x));
    }
  }

  private static Ext3 orOne(Ext3 a) {
    return a.isZero() ? Ext3.ONE : a;
  }

  @Override
  public void extPowers(Ext3 start, Ext3 ratio, long[][] out, int outOff, int n) {
    Ext3 power = start;
    for (int i = 0; i < n; i++) {
      ExtColumn.set(out, outOff + i, power);
      power = power.mul(ratio);
    }
  }

  @Override
  public Ext3 extDot(long[] a, int aOff, long[][] weight, int weightOff, int n) {
    Ext3 sum = Ext3.ZERO;
    for (int i = 0; i < n; i++) {
      sum = sum.add(ExtColumn.get(weight, weightOff + i).mulBase(a[aOff + i]));
    }
    return sum;
  }

  @Override
  public void dif(long[] a, int off, int log) {
    for (int layer = log; layer >= 1; layer--) {
      int half = 1 << (layer - 1);
      long[] w = Twiddles.BACKWARD.layer(layer);
      for (int block = off; block < off + (1 << log); block += 2 * half) {
        for (int j = 0; j < half; j++) {
          long x = a[block + j];
          long y = a[block + half + j];
          a[block + j] = Goldilocks.add(x, y);
          a[block + half + j] = Goldilocks.mul(Goldilocks.sub(x, y), w[j]);
        }
      }
    }
  }

  @Override
  public void dit(long[] a, int off, int log, int skip) {
    for (int layer = skip + 1; layer <= log; layer++) {
      int half = 1 << (layer - 1);
      long[] w = Twiddles.FORWARD.layer(layer);
      for (int block = off; block < off + (1 << log); block += 2 * half) {
        for (int j = 0; j < half; j++) {
          long x = a[block + j];
          long y = Goldilocks.mul(a[block + half + j], w[j]);
          a[block + j] = Goldilocks.add(x, y);
          a[block + half + j] = Goldilocks.sub(x, y);
        }
      }
    }
  }

  @Override
  public void hashLeaves(long[][] columns, int height, int from, int to, int[] digests) {
    long[] row = new long[columns.length];
    for (int i = from; i < to; i++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = columns[c][i];
      }
      store(MerkleHash.leaf(row, NO_SALT), digests, i, height);
    }
  }

  private static final long[] NO_SALT = {};

  @Override
  public void hashNodes(int[] children, int m, int from, int to, int[] digests) {
    int[] block = new int[2 * MerkleHash.DIGEST_WORDS];
    int[] out = new int[16];
    int[] key = MerkleHash.nodeKey();
    for (int i = from; i < to; i++) {
      for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
        block[w] = children[2 * m * w + i];
        block[MerkleHash.DIGEST_WORDS + w] = children[2 * m * w + m + i];
      }
      Blake3.compress(key, block, 0, Blake3.BLOCK_BYTES, MerkleHash.NODE_FLAGS, out);
      store(out, digests, i, m);
    }
  }

  @Override
  public long grind(int[] challenge, long from, int n, int bits) {
    for (long nonce = from; nonce < from + n; nonce++) {
      if (ProofOfWork.holds(challenge, nonce, bits)) return nonce;
    }
    return -1;
  }

  @Override
  public void hashCounters(int[] key, long from, int n, long[] out) {
    hashCounters(key, from, n, out, 0);
  }

  void hashCounters(int[] key, long from, int n, long[] out, int at) {
    int[] block = new int[16];
    int[] hash = new int[16];
    for (int i = 0; i < n; i++) {
      block[0] = (int) (from + i);
      block[1] = (int) (from + i >>> Integer.SIZE);
      Blake3.compress(key, block, 0, Long.BYTES, ProofOfWork.FLAGS, hash);
      for (int w = 0; w < 4; w++) {
        out[at + 4 * i + w] = Integer.toUnsignedLong(hash[2 * w]) | (long) hash[2 * w + 1] << Integer.SIZE;
      }
    }
  }

  private static void store(int[] digest, int[] digests, int i, int count) {
    for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
      digests[w * count + i] = digest[w];
    }
  }
}

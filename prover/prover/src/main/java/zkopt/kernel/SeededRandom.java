package zkopt.kernel;

import java.nio.charset.StandardCharsets;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;

/**
 * The prover's randomness, for blinding and for salts: the extendable output of BLAKE3 under a secret 32-byte seed, so that a
 * run is repeatable for whoever knows the seed. One stream per purpose: {@link #fork}. Not for use by several threads.
 */
public final class SeededRandom {
  private final int[] key;
  private final int[] block = new int[16];
  private final int[] out = new int[16];
  private long counter;
  private int next = 8;

  /** A stream from a seed of 32 bytes. */
  public SeededRandom(byte[] seed) {
    if (seed.length != Blake3.DIGEST_BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    this.key = Blake3.words(seed);
  }

  /** The seed of this stream, 32 bytes. */
  public byte[] seed() {
    return Blake3.bytes(key);
  }

  /** An independent stream for the purpose {@code name}; the same for the same name, whatever was drawn before. */
  public SeededRandom fork(String name) {
    return new SeededRandom(Blake3.keyedHash(key, ("fork " + name).getBytes(StandardCharsets.UTF_8)));
  }

  /** 64 uniform bits. */
  public long nextLong() {
    if (next == 8) {
      Blake3.compress(key, block, counter++, 0, MODE, out);
      next = 0;
    }
    int at = 2 * next++;
    return Integer.toUnsignedLong(out[at]) | (long) out[at + 1] << 32;
  }

  /** Goes to the place after the first {@code longs} 64 bits of the stream. */
  public void seek(long longs) {
    counter = longs / 8;
    next = 8;
    for (long skip = longs % 8; skip > 0; skip--) {
      nextLong();
    }
  }

  private static final int MODE = Blake3.CHUNK_START | Blake3.CHUNK_END | Blake3.ROOT | Blake3.KEYED_HASH;

  /** A uniform field element, by rejection. */
  public long nextElement() {
    long a = nextLong();
    while (!Goldilocks.isCanonical(a)) {
      a = nextLong();
    }
    return a;
  }

  /** A uniform extension element. */
  public Ext3 nextExt() {
    return new Ext3(nextElement(), nextElement(), nextElement());
  }

  /** Fills {@code column[from..to)} with uniform elements. */
  public void fill(long[] column, int from, int to) {
    for (int i = from; i < to; i++) {
      column[i] = nextElement();
    }
  }
}

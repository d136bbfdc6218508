package zkopt.kernel;

import java.nio.charset.StandardCharsets;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;

/**
 * The prover's randomness, for blinding and for salts: BLAKE3 under a secret 32-byte seed of the numbers 0, 1, ..., so that a
 * run is repeatable for whoever knows the seed. One stream per purpose: {@link #fork}. Not for use by several threads.
 */
public final class SeededRandom {
  /** To a hash. */
  private static final int LONGS = 4;
  /** Hashes at once, where more than one are drawn. */
  private static final int BATCH = 64;
  private static final Kernels KERNELS = Kernels.best();

  private final int[] key;
  private final long[] buffer = new long[LONGS * BATCH];
  /** Of the hash that is computed next. */
  private long counter;
  private int next;
  private int filled;

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

  /**
   * An independent stream for the purpose {@code name}; the same for the same name, whatever was drawn before. As bytes, "fork" is no
   * number that a stream comes to.
   */
  public SeededRandom fork(String name) {
    return new SeededRandom(Blake3.keyedHash(key, ("fork " + name).getBytes(StandardCharsets.UTF_8)));
  }

  /** 64 uniform bits. */
  public long nextLong() {
    if (next == filled) refill(filled == 0 ? 1 : BATCH);
    return buffer[next++];
  }

  private void refill(int hashes) {
    KERNELS.hashCounters(key, counter, hashes, buffer);
    counter += hashes;
    filled = LONGS * hashes;
    next = 0;
  }

  /** Goes to the place after the first {@code longs} 64 bits of the stream. */
  public void seek(long longs) {
    counter = longs / LONGS;
    refill(1);
    next = (int) (longs % LONGS);
  }

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

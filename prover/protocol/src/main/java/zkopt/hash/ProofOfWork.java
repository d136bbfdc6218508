package zkopt.hash;

/**
 * Proofs of work for a challenge: nonces whose hash under the challenge as key, one compression, has many zero bits at its end when its
 * first eight bytes are read as a little-endian number.
 */
public final class ProofOfWork {
  /** Flags of the compression. */
  public static final int FLAGS = Blake3.CHUNK_START | Blake3.CHUNK_END | Blake3.ROOT | Blake3.KEYED_HASH;

  private static final int BLOCK_WORDS = Blake3.BLOCK_BYTES / Integer.BYTES;

  private ProofOfWork() {}

  /** Whether {@code nonce} is a proof of {@code bits} bits. */
  public static boolean holds(int[] challenge, long nonce, int bits) {
    int[] block = new int[BLOCK_WORDS];
    block[0] = (int) nonce;
    block[1] = (int) (nonce >>> Integer.SIZE);
    int[] out = new int[BLOCK_WORDS];
    Blake3.compress(challenge, block, 0, Long.BYTES, FLAGS, out);
    return Long.numberOfTrailingZeros(Integer.toUnsignedLong(out[0]) | (long) out[1] << Integer.SIZE) >= bits;
  }
}

package zkopt.merkle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import zkopt.hash.Blake3;

/**
 * The two hashes of a tree, both true keyed BLAKE3, kept apart by their keys: a leaf is the hash of its row's field elements,
 * 8 bytes little-endian each, followed by its salt if it has one; a node is the hash of its two children's 64 bytes, which is
 * one compression. A tree of shorter digests cuts every hash and fills it up with zeros before it is hashed again.
 */
public final class MerkleHash {
  /** Words of a digest. */
  public static final int DIGEST_WORDS = 8;

  /** Flags of the one compression that hashes a node. */
  public static final int NODE_FLAGS = Blake3.CHUNK_START | Blake3.CHUNK_END | Blake3.ROOT | Blake3.KEYED_HASH;

  private static final int[] LEAF_KEY = key("zkopt merkle leaf v1");
  private static final int[] NODE_KEY = key("zkopt merkle node v1");

  private MerkleHash() {}

  /**
   * Cuts digests to their first {@code bytes} bytes: the rest becomes zero. They are kept by word, word w of digest i of
   * {@code count} at {@code [w * count + i]}; a single digest is eight words in order.
   *
   * @param from the first digest to cut
   * @param to the end of those to cut
   */
  public static void cut(int[] digests, int count, int from, int to, int bytes) {
    for (int w = bytes / Integer.BYTES; w < DIGEST_WORDS; w++) {
      int kept = Math.max(0, bytes - w * Integer.BYTES);
      int mask = (1 << kept * Byte.SIZE) - 1;
      for (int i = w * count + from; i < w * count + to; i++) {
        digests[i] &= mask;
      }
    }
  }

  private static int[] key(String name) {
    return Blake3.words(Blake3.hash(name.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The key of leaves, a fresh copy. */
  public static int[] leafKey() {
    return LEAF_KEY.clone();
  }

  /** The key of nodes, a fresh copy. */
  public static int[] nodeKey() {
    return NODE_KEY.clone();
  }

  /** The digest of a leaf; {@code salt} may be empty. */
  public static int[] leaf(long[] row, long[] salt) {
    int[] words = new int[2 * (row.length + salt.length)];
    spread(row, words, 0);
    spread(salt, words, 2 * row.length);
    return Blake3.keyedHash(LEAF_KEY, words);
  }

  private static void spread(long[] longs, int[] words, int at) {
    for (int i = 0; i < longs.length; i++) {
      words[at + 2 * i] = (int) longs[i];
      words[at + 2 * i + 1] = (int) (longs[i] >>> Integer.SIZE);
    }
  }

  /** The digest of the node over two children. */
  public static int[] node(int[] left, int[] right) {
    int[] block = new int[2 * DIGEST_WORDS];
    System.arraycopy(left, 0, block, 0, DIGEST_WORDS);
    System.arraycopy(right, 0, block, DIGEST_WORDS, DIGEST_WORDS);
    int[] out = new int[16];
    Blake3.compress(NODE_KEY, block, 0, Blake3.BLOCK_BYTES, NODE_FLAGS, out);
    return Arrays.copyOf(out, DIGEST_WORDS);
  }
}

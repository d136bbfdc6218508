package zkopt.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * BLAKE3 (O'Connor, Aumasson, Neves, Wilcox-O'Hearn, 2020): hash and keyed hash, with output of any length. One-shot: the
 * input is one array. The compression function is public, as the prover's 16-lane version is held to it.
 */
public final class Blake3 {
  public static final int DIGEST_BYTES = 32;
  public static final int BLOCK_BYTES = 64;
  public static final int CHUNK_BYTES = 1024;

  public static final int CHUNK_START = 1;
  public static final int CHUNK_END = 2;
  public static final int PARENT = 4;
  public static final int ROOT = 8;
  public static final int KEYED_HASH = 16;

  private static final int BLOCK_WORDS = BLOCK_BYTES / Integer.BYTES;
  private static final int KEY_WORDS = 8;
  private static final int ROUNDS = 7;
  private static final int[] IV = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19
  };
  private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};
  private static final int[][] SCHEDULE = schedule();
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final int[] key;
  private final int mode;
  /** The input, filled up with zeros to whole blocks. */
  private final int[] input;
  private final int[] state = new int[BLOCK_WORDS];

  private Blake3(int[] key, int mode, int[] words) {
    this.key = key;
    this.mode = mode;
    int blocks = Math.max(1, Math.ceilDiv(words.length, BLOCK_WORDS));
    this.input = words.length == blocks * BLOCK_WORDS ? words : Arrays.copyOf(words, blocks * BLOCK_WORDS);
  }

  /** The 32-byte hash. */
  public static byte[] hash(byte[] input) {
    return xof(input, DIGEST_BYTES);
  }

  /** The first {@code length} bytes of the extendable output. */
  public static byte[] xof(byte[] input, int length) {
    return new Blake3(IV, 0, padded(input)).output(input.length, length);
  }

  /** The 32-byte hash under a key of eight little-endian words, see {@link #words}. */
  public static byte[] keyedHash(int[] key, byte[] input) {
    return keyedXof(key, input, DIGEST_BYTES);
  }

  /** The first {@code length} bytes of the extendable output under a key of eight little-endian words. */
  public static byte[] keyedXof(int[] key, byte[] input, int length) {
    return keyed(key, padded(input)).output(input.length, length);
  }

  /** The hash, eight words, of an input in words, under a key of eight; all words are little-endian. */
  public static int[] keyedHash(int[] key, int[] input) {
    Blake3 hash = keyed(key, input);
    hash.compress(hash.subtree(0, Integer.BYTES * input.length, 0), 0, ROOT);
    return Arrays.copyOf(hash.state, KEY_WORDS);
  }

  private static Blake3 keyed(int[] key, int[] words) {
    if (key.length != KEY_WORDS) {
      throw new IllegalArgumentException("a key has 8 words, not " + key.length);
    }
    return new Blake3(key, KEYED_HASH, words);
  }

  private static int[] padded(byte[] input) {
    return words(Arrays.copyOf(input, Math.ceilDiv(input.length, Integer.BYTES) * Integer.BYTES));
  }

  /** The initial value, a fresh copy. */
  public static int[] initialValue() {
    return IV.clone();
  }

  /** The message word that takes place {@code i} in round {@code round}. */
  public static int scheduled(int round, int i) {
    return SCHEDULE[round][i];
  }

  /** Bytes, a multiple of 4 of them, as little-endian words. */
  public static int[] words(byte[] bytes) {
    int[] words = new int[bytes.length / 4];
    for (int i = 0; i < words.length; i++) {
      words[i] = (int) INTS.get(bytes, 4 * i);
    }
    return words;
  }

  /** Words as little-endian bytes. */
  public static byte[] bytes(int[] words) {
    byte[] bytes = new byte[4 * words.length];
    for (int i = 0; i < words.length; i++) {
      INTS.set(bytes, 4 * i, words[i]);
    }
    return bytes;
  }

  /** As {@link #compress(int[], int[], int, long, int, int, int[])}, of a block that stands alone. */
  public static void compress(int[] cv, int[] block, long counter, int length, int flags, int[] out) {
    compress(cv, block, 0, counter, length, flags, out);
  }

  /**
   * The compression function: all 16 output words into {@code out}.
   *
   * @param cv      8 words, the chaining value; may not be {@code out}
   * @param block   16 words from {@code at} on, zero beyond {@code length} bytes
   * @param counter the chunk's number, or the output block's
   */
  public static void compress(int[] cv, int[] block, int at, long counter, int length, int flags, int[] out) {
    Blake3Compression.run(IV, cv, block, at, counter, length, flags, out);
  }

  private static int[][] schedule() {
    int[][] schedule = new int[ROUNDS][16];
    Arrays.setAll(schedule[0], i -> i);
    for (int r = 1; r < ROUNDS; r++) {
      int[] last = schedule[r - 1];
      Arrays.setAll(schedule[r], i -> last[PERMUTATION[i]]);
    }
    return schedule;
  }

  /** What is left of a subtree before its last compression: that one is made again with ROOT at the top of the tree. */
  private record Node(int[] cv, int[] block, int at, long counter, int length, int flags) {}

  private byte[] output(int inputLength, int length) {
    Node top = subtree(0, inputLength, 0);
    byte[] out = new byte[length];
    for (int at = 0; at < length; at += BLOCK_BYTES) {
      compress(top, at / BLOCK_BYTES, ROOT);
      byte[] block = bytes(state);
      System.arraycopy(block, 0, out, at, Math.min(BLOCK_BYTES, length - at));
    }
    return out;
  }

  /** The subtree over {@code length} bytes from {@code from}; its left child is the largest full power-of-two number of chunks. */
  private Node subtree(int from, int length, long chunk) {
    if (length <= CHUNK_BYTES) {
      return chunk(from, length, chunk);
    }
    int left = Integer.highestOneBit((length - 1) / CHUNK_BYTES);
    int[] block = new int[BLOCK_WORDS];
    chain(subtree(from, left * CHUNK_BYTES, chunk), block, 0);
    chain(subtree(from + left * CHUNK_BYTES, length - left * CHUNK_BYTES, chunk + left), block, KEY_WORDS);
    return new Node(key, block, 0, 0, BLOCK_BYTES, mode | PARENT);
  }

  private Node chunk(int from, int length, long number) {
    int[] cv = key.clone();
    int flags = mode | CHUNK_START;
    int at = 0;
    for (; length - at > BLOCK_BYTES; at += BLOCK_BYTES) {
      compress(cv, input, (from + at) / Integer.BYTES, number, BLOCK_BYTES, flags, state);
      System.arraycopy(state, 0, cv, 0, KEY_WORDS);
      flags = mode;
    }
    return new Node(cv, input, (from + at) / Integer.BYTES, number, length - at, flags | CHUNK_END);
  }

  /** Puts the chaining value of {@code node} at {@code out[at..at+8)}. */
  private void chain(Node node, int[] out, int at) {
    compress(node, node.counter, 0);
    System.arraycopy(state, 0, out, at, KEY_WORDS);
  }

  private void compress(Node node, long counter, int root) {
    compress(node.cv, node.block, node.at, counter, node.length, node.flags | root, state);
  }
}

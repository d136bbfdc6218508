package zkopt.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * BLAKE3 (O'Connor, Aumasson, Neves, Wilcox-O'Hearn, 2020): hash and keyed hash, with output of any length. One-shot: the
 * input is a byte array. The compression function is public, as the prover's 16-lane version is held to it.
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
  private final int[] state = new int[16];

  private Blake3(int[] key, int mode) {
    this.key = key;
    this.mode = mode;
  }

  /** The 32-byte hash. */
  public static byte[] hash(byte[] input) {
    return xof(input, DIGEST_BYTES);
  }

  /** The first {@code length} bytes of the extendable output. */
  public static byte[] xof(byte[] input, int length) {
    return new Blake3(IV, 0).run(input, length);
  }

  /** The 32-byte hash under a key of eight little-endian words, see {@link #words}. */
  public static byte[] keyedHash(int[] key, byte[] input) {
    return keyedXof(key, input, DIGEST_BYTES);
  }

  /** The first {@code length} bytes of the extendable output under a key of eight little-endian words. */
  public static byte[] keyedXof(int[] key, byte[] input, int length) {
    if (key.length != 8) {
      throw new IllegalArgumentException("a key has 8 words, not " + key.length);
    }
    return new Blake3(key, KEYED_HASH).run(input, length);
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

  /**
   * The compression function: all 16 output words into {@code out}, which is also the working state.
   *
   * @param cv      8 words, the chaining value; may not be {@code out}
   * @param block   16 words, zero beyond {@code length} bytes
   * @param counter the chunk's number, or the output block's
   */
  public static void compress(int[] cv, int[] block, long counter, int length, int flags, int[] out) {
    System.arraycopy(cv, 0, out, 0, 8);
    System.arraycopy(IV, 0, out, 8, 4);
    out[12] = (int) counter;
    out[13] = (int) (counter >>> 32);
    out[14] = length;
    out[15] = flags;
    for (int[] order : SCHEDULE) {
      round(out, block, order);
    }
    for (int i = 0; i < 8; i++) {
      out[i] ^= out[i + 8];
      out[i + 8] ^= cv[i];
    }
  }

  private static void round(int[] v, int[] m, int[] order) {
    mix(v, 0, 4, 8, 12, m[order[0]], m[order[1]]);
    mix(v, 1, 5, 9, 13, m[order[2]], m[order[3]]);
    mix(v, 2, 6, 10, 14, m[order[4]], m[order[5]]);
    mix(v, 3, 7, 11, 15, m[order[6]], m[order[7]]);
    mix(v, 0, 5, 10, 15, m[order[8]], m[order[9]]);
    mix(v, 1, 6, 11, 12, m[order[10]], m[order[11]]);
    mix(v, 2, 7, 8, 13, m[order[12]], m[order[13]]);
    mix(v, 3, 4, 9, 14, m[order[14]], m[order[15]]);
  }

  private static void mix(int[] v, int a, int b, int c, int d, int x, int y) {
    int va = v[a] + v[b] + x;
    int vd = Integer.rotateRight(v[d] ^ va, 16);
    int vc = v[c] + vd;
    int vb = Integer.rotateRight(v[b] ^ vc, 12);
    va += vb + y;
    vd = Integer.rotateRight(vd ^ va, 8);
    vc += vd;
    v[a] = va;
    v[b] = Integer.rotateRight(vb ^ vc, 7);
    v[c] = vc;
    v[d] = vd;
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
  private record Node(int[] cv, int[] block, long counter, int length, int flags) {}

  private byte[] run(byte[] input, int length) {
    Node top = subtree(input, 0, input.length, 0);
    byte[] out = new byte[length];
    for (int at = 0; at < length; at += BLOCK_BYTES) {
      compress(top.cv, top.block, at / BLOCK_BYTES, top.length, top.flags | ROOT, state);
      byte[] block = bytes(state);
      System.arraycopy(block, 0, out, at, Math.min(BLOCK_BYTES, length - at));
    }
    return out;
  }

  /** The subtree over {@code length} bytes; its left child is the largest full power-of-two number of chunks. */
  private Node subtree(byte[] input, int from, int length, long chunk) {
    if (length <= CHUNK_BYTES) {
      return chunk(input, from, length, chunk);
    }
    int left = Integer.highestOneBit((length - 1) / CHUNK_BYTES);
    int[] block = new int[16];
    chain(subtree(input, from, left * CHUNK_BYTES, chunk), block, 0);
    chain(subtree(input, from + left * CHUNK_BYTES, length - left * CHUNK_BYTES, chunk + left), block, 8);
    return new Node(key, block, 0, BLOCK_BYTES, mode | PARENT);
  }

  private Node chunk(byte[] input, int from, int length, long number) {
    int[] cv = key.clone();
    int flags = mode | CHUNK_START;
    int at = 0;
    for (; length - at > BLOCK_BYTES; at += BLOCK_BYTES) {
      chain(new Node(cv, block(input, from + at, BLOCK_BYTES), number, BLOCK_BYTES, flags), cv, 0);
      flags = mode;
    }
    return new Node(cv, block(input, from + at, length - at), number, length - at, flags | CHUNK_END);
  }

  private static int[] block(byte[] input, int from, int length) {
    return words(Arrays.copyOf(Arrays.copyOfRange(input, from, from + length), BLOCK_BYTES));
  }

  /** Puts the chaining value of {@code node} at {@code out[at..at+8)}. */
  private void chain(Node node, int[] out, int at) {
    compress(node.cv, node.block, node.counter, node.length, node.flags, state);
    System.arraycopy(state, 0, out, at, 8);
  }
}

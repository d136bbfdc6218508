package zkopt.kernel;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShuffle;
import zkopt.hash.Blake3;
import zkopt.merkle.MerkleHash;

/**
 * Leaf hashing with rows as lanes: keyed BLAKE3 of as many rows at once as a vector has 32-bit lanes. All rows have the same
 * length and so the same tree of chunks. While hashing, lane 2j is row j and lane 2j + 1 is row j + LANES/2, as the two halves
 * of a pair of long vectors then make the low and the high words without a shuffle. Some groups of LANES rows go through the columns
 * together, a block of columns at a time: few columns are then read at once, and each in longer pieces, which is what caches and
 * their prefetchers are made for.
 */
final class LeafLanes {
  private static final int LANES = IntLanes.LANES;
  private static final int HALF = LongLanes.LANES;
  private static final int GROUPS = 32;
  private static final int BLOCK_LONGS = Blake3.BLOCK_BYTES / Long.BYTES;
  private static final int CHUNK_LONGS = Blake3.CHUNK_BYTES / Long.BYTES;
  private static final LongVector LOW = LongLanes.broadcast(0xFFFF_FFFFL);
  private static final LongVector HIGH = LongLanes.broadcast(0xFFFF_FFFF_0000_0000L);
  private static final VectorShuffle<Integer> TO_ROWS =
      VectorShuffle.fromOp(IntLanes.SPECIES, row -> row < HALF ? 2 * row : 2 * (row - HALF) + 1);
  private static final int[] KEY = IntLanes.broadcast(MerkleHash.leafKey());

  private final long[][] columns;
  private final int[] message = new int[16 * LANES];
  private final int[][] chain = new int[GROUPS][8 * LANES];
  private final int[][] digest = new int[GROUPS][8 * LANES];
  /** The groups at hand, and the first row of the first of them. */
  private int groups;
  private int row;

  LeafLanes(long[][] columns) {
    this.columns = columns;
  }

  /** {@link Kernels#hashLeaves} for a multiple of LANES rows. */
  void hash(int height, int from, int to, int[] digests) {
    for (row = from; row < to; row += groups * LANES) {
      groups = Math.min(GROUPS, (to - row) / LANES);
      subtree(0, columns.length, 0, Blake3.ROOT, digest, 0);
      for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
        for (int g = 0; g < groups; g++) {
          IntVector.fromArray(IntLanes.SPECIES, digest[g], w * LANES)
              .rearrange(TO_ROWS)
              .intoArray(digests, w * height + row + g * LANES);
        }
      }
    }
  }

  /** The chaining values over {@code count} columns, into {@code out[group]} at {@code at}; {@code root} is ROOT at the top, else 0. */
  private void subtree(int column, int count, int chunk, int root, int[][] out, int at) {
    if (count <= CHUNK_LONGS) {
      chunk(column, count, chunk, root, out, at);
      return;
    }
    int chunks = Integer.highestOneBit((count - 1) / CHUNK_LONGS);
    int left = chunks * CHUNK_LONGS;
    int[][] children = new int[groups][16 * LANES];
    subtree(column, left, chunk, 0, children, 0);
    subtree(column + left, count - left, chunk + chunks, 0, children, 8 * LANES);
    for (int g = 0; g < groups; g++) {
      IntLanes.compress(KEY, children[g], 0, Blake3.BLOCK_BYTES, Blake3.KEYED_HASH | Blake3.PARENT | root, out[g], at);
    }
  }

  private void chunk(int column, int count, int number, int root, int[][] out, int at) {
    for (int g = 0; g < groups; g++) {
      System.arraycopy(KEY, 0, chain[g], 0, KEY.length);
    }
    int flags = Blake3.KEYED_HASH | Blake3.CHUNK_START;
    int done = 0;
    for (; count - done > BLOCK_LONGS; done += BLOCK_LONGS) {
      for (int g = 0; g < groups; g++) {
        gather(row + g * LANES, column + done, BLOCK_LONGS);
        IntLanes.compress(chain[g], message, number, Blake3.BLOCK_BYTES, flags, chain[g], 0);
      }
      flags = Blake3.KEYED_HASH;
    }
    int rest = count - done;
    Arrays.fill(message, 2 * rest * LANES, message.length, 0);
    for (int g = 0; g < groups; g++) {
      gather(row + g * LANES, column + done, rest);
      IntLanes.compress(chain[g], message, number, rest * Long.BYTES, flags | Blake3.CHUNK_END | root, out[g], at);
    }
  }

  /** The message words of {@code count} columns, two each. */
  private void gather(int from, int column, int count) {
    for (int c = 0; c < count; c++) {
      LongVector first = LongLanes.load(columns[column + c], from);
      LongVector second = LongLanes.load(columns[column + c], from + HALF);
      words(first.and(LOW).or(second.lanewise(LSHL, 32)), 2 * c);
      words(first.lanewise(LSHR, 32).or(second.and(HIGH)), 2 * c + 1);
    }
  }

  private void words(LongVector pairs, int word) {
    pairs.reinterpretAsInts().intoArray(message, word * LANES);
  }
}

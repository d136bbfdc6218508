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
 * of a pair of long vectors then make the low and the high words without a shuffle.
 */
final class LeafLanes {
  private static final int LANES = IntLanes.LANES;
  private static final int HALF = LongLanes.LANES;
  private static final int BLOCK_LONGS = Blake3.BLOCK_BYTES / Long.BYTES;
  private static final int CHUNK_LONGS = Blake3.CHUNK_BYTES / Long.BYTES;
  private static final LongVector LOW = LongLanes.broadcast(0xFFFF_FFFFL);
  private static final LongVector HIGH = LongLanes.broadcast(0xFFFF_FFFF_0000_0000L);
  private static final VectorShuffle<Integer> TO_ROWS =
      VectorShuffle.fromOp(IntLanes.SPECIES, row -> row < HALF ? 2 * row : 2 * (row - HALF) + 1);
  private static final int[] KEY = IntLanes.broadcast(MerkleHash.leafKey());

  private final long[][] columns;
  private final int[] message = new int[16 * LANES];
  private final int[] chain = new int[8 * LANES];
  private final int[] digest = new int[8 * LANES];

  LeafLanes(long[][] columns) {
    this.columns = columns;
  }

  /** {@link Kernels#hashLeaves} for a multiple of LANES rows. */
  void hash(int height, int from, int to, int[] digests) {
    for (int row = from; row < to; row += LANES) {
      subtree(row, 0, columns.length, 0, Blake3.ROOT, digest, 0);
      for (int w = 0; w < MerkleHash.DIGEST_WORDS; w++) {
        IntVector.fromArray(IntLanes.SPECIES, digest, w * LANES)
            .rearrange(TO_ROWS)
            .intoArray(digests, w * height + row);
      }
    }
  }

  /** The chaining values over {@code count} columns, into {@code out} at {@code at}; {@code root} is ROOT at the top, else 0. */
  private void subtree(int row, int column, int count, int chunk, int root, int[] out, int at) {
    if (count <= CHUNK_LONGS) {
      chunk(row, column, count, chunk, root, out, at);
      return;
    }
    int chunks = Integer.highestOneBit((count - 1) / CHUNK_LONGS);
    int left = chunks * CHUNK_LONGS;
    int[] children = new int[16 * LANES];
    subtree(row, column, left, chunk, 0, children, 0);
    subtree(row, column + left, count - left, chunk + chunks, 0, children, 8 * LANES);
    IntLanes.compress(KEY, children, 0, Blake3.BLOCK_BYTES, Blake3.KEYED_HASH | Blake3.PARENT | root, out, at);
  }

  private void chunk(int row, int column, int count, int number, int root, int[] out, int at) {
    System.arraycopy(KEY, 0, chain, 0, chain.length);
    int flags = Blake3.KEYED_HASH | Blake3.CHUNK_START;
    int done = 0;
    for (; count - done > BLOCK_LONGS; done += BLOCK_LONGS) {
      gather(row, column + done, BLOCK_LONGS);
      IntLanes.compress(chain, message, number, Blake3.BLOCK_BYTES, flags, chain, 0);
      flags = Blake3.KEYED_HASH;
    }
    int rest = count - done;
    gather(row, column + done, rest);
    Arrays.fill(message, 2 * rest * LANES, message.length, 0);
    IntLanes.compress(chain, message, number, rest * Long.BYTES, flags | Blake3.CHUNK_END | root, out, at);
  }

  /** The message words of {@code count} columns, two each. */
  private void gather(int row, int column, int count) {
    for (int c = 0; c < count; c++) {
      LongVector first = LongLanes.load(columns[column + c], row);
      LongVector second = LongLanes.load(columns[column + c], row + HALF);
      words(first.and(LOW).or(second.lanewise(LSHL, 32)), 2 * c);
      words(first.lanewise(LSHR, 32).or(second.and(HIGH)), 2 * c + 1);
    }
  }

  private void words(LongVector pairs, int word) {
    pairs.reinterpretAsInts().intoArray(message, word * LANES);
  }
}

package zkopt.commit;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import zkopt.merkle.MerkleHash;
import zkopt.merkle.MerkleShape;

/**
 * The subtrees under some nodes of a level, with their leaves. On every level the nodes are numbered so that node
 * {@code tops[j] + (t << level of the tops)} is number {@code t * tops + j}: siblings are half of the level apart, as in a tree.
 */
final class Subtrees {
  private final MerkleShape shape;
  private final int topLevel;
  private final int[] tops;
  private final long[][] leaves;
  /** The levels below the tops, the highest first. */
  private final int[][] levels;

  /** @param tops sorted and distinct */
  Subtrees(MerkleShape shape, int topLevel, int[] tops) {
    this.shape = shape;
    this.topLevel = topLevel;
    this.tops = tops;
    this.leaves = new long[shape.width() + shape.saltLongs()][tops.length << shape.logHeight() - topLevel];
    this.levels = new int[shape.logHeight() - topLevel][];
  }

  /** The leaves that {@code which} chooses. */
  int[] leaves(IntPredicate which) {
    return IntStream.range(0, tops.length << shape.logHeight() - topLevel)
        .map(i -> tops[i % tops.length] + (i / tops.length << topLevel))
        .filter(which)
        .toArray();
  }

  /**
   * Sets some leaves.
   *
   * @param columns the columns from {@code first} on, at each of the leaves
   */
  void fill(int[] which, int first, long[][] columns) {
    for (int i = 0; i < which.length; i++) {
      int number = number(which[i]);
      for (int c = 0; c < columns.length; c++) {
        leaves[first + c][number] = columns[c][i];
      }
    }
  }

  /** Computes the digests of all levels, when all leaves are set. */
  void hash() {
    for (int i = levels.length - 1; i >= 0; i--) {
      levels[i] = i == levels.length - 1 ? Digests.ofLeaves(shape, leaves) : Digests.ofNodes(shape, levels[i + 1]);
    }
  }

  private int number(int node) {
    return (node >> topLevel) * tops.length + Arrays.binarySearch(tops, node & (1 << topLevel) - 1);
  }

  /** {@code count} columns of a leaf. */
  long[] leaf(int leaf, int from, int count) {
    int i = number(leaf);
    return IntStream.range(from, from + count).mapToLong(c -> leaves[c][i]).toArray();
  }

  /** The digest of a node of a level below the tops. */
  int[] digest(int level, int node) {
    int[] words = levels[level - topLevel - 1];
    int m = words.length / MerkleHash.DIGEST_WORDS;
    int i = number(node);
    return IntStream.range(0, MerkleHash.DIGEST_WORDS).map(w -> words[w * m + i]).toArray();
  }
}

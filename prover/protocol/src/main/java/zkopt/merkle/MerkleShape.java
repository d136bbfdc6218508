package zkopt.merkle;

import java.util.Arrays;
import zkopt.field.Goldilocks;
import zkopt.hash.Blake3;

/**
 * What both sides know of a tree beforehand. The tree has {@code 2^logHeight} leaves of {@code width} field elements. In a
 * level of m nodes, node i and node i + m/2 are siblings, and their parent is node i of the level above (so siblings are x and
 * -x of an evaluation domain in natural order, and whole levels are hashed without shuffling). The commitment is the level of
 * {@code 2^capHeight} nodes, the cap: a root where that is 0.
 *
 * @param saltLongs length of a leaf's salt, in longs; 0 for an unsalted tree
 * @param digestBytes length of all digests, 1 to 32
 */
public record MerkleShape(int logHeight, int width, int saltLongs, int digestBytes, int capHeight) {
  public MerkleShape {
    if (logHeight < 0 || logHeight > 30 || width < 1 || saltLongs < 0 || digestBytes < 1 || digestBytes > Blake3.DIGEST_BYTES
        || capHeight < 0 || capHeight > logHeight) {
      throw new IllegalArgumentException("no such tree: height 2^%d, width %d, salt %d, digest %d, cap 2^%d"
          .formatted(logHeight, width, saltLongs, digestBytes, capHeight));
    }
  }

  public boolean salted() {
    return saltLongs > 0;
  }

  public int height() {
    return 1 << logHeight;
  }

  /** Bytes of a commitment. */
  public int capBytes() {
    return digestBytes << capHeight;
  }

  /** Whether {@code indices} are leaves of this tree, sorted and distinct: the only sets that are opened. */
  public boolean areLeaves(int[] indices) {
    int last = -1;
    for (int index : indices) {
      if (index <= last || index >= height()) {
        return false;
      }
      last = index;
    }
    return true;
  }

  /** The number of sibling digests that opens the leaves {@code indices}, sorted and distinct. */
  public int siblingCount(int[] indices) {
    int count = 0;
    int[] nodes = indices;
    for (int level = logHeight; level > capHeight; level--) {
      int[] parents = parents(nodes, level);
      count += 2 * parents.length - nodes.length;
      nodes = parents;
    }
    return count;
  }

  /** How many of the sorted {@code nodes} of the level of {@code 2^level} nodes are left children; they come first. */
  static int lefts(int[] nodes, int level) {
    int place = Arrays.binarySearch(nodes, 1 << (level - 1));
    return place >= 0 ? place : -place - 1;
  }

  /** The parents, sorted and distinct, of the sorted distinct {@code nodes} of the level of {@code 2^level} nodes. */
  public static int[] parents(int[] nodes, int level) {
    int half = 1 << (level - 1);
    int[] parents = new int[nodes.length];
    int lefts = lefts(nodes, level);
    int left = 0;
    int right = lefts;
    int count = 0;
    while (left < lefts || right < nodes.length) {
      int next = Math.min(left < lefts ? nodes[left] : half, right < nodes.length ? nodes[right] - half : half);
      if (left < lefts && nodes[left] == next) left++;
      if (right < nodes.length && nodes[right] - half == next) right++;
      parents[count++] = next;
    }
    return Arrays.copyOf(parents, count);
  }

  /** Whether an opening has exactly the parts, of the lengths, that this shape demands, and canonical elements. */
  boolean fits(int[] indices, MerkleOpening opening) {
    return opening.rows().length == indices.length
        && opening.salts().length == (salted() ? indices.length : 0)
        && Arrays.stream(opening.rows()).allMatch(this::isRow)
        && Arrays.stream(opening.salts()).allMatch(salt -> salt != null && salt.length == saltLongs)
        && opening.siblings().length == digestBytes * (long) siblingCount(indices);
  }

  private boolean isRow(long[] row) {
    return row != null && row.length == width && Arrays.stream(row).allMatch(Goldilocks::isCanonical);
  }
}

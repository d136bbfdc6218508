package zkopt.merkle;

import java.util.Arrays;
import zkopt.hash.Blake3;

/** Checks an opening of a Merkle tree against the tree's cap. Every part may be hostile; the answer is a plain yes or no. */
public final class MerkleVerify {
  private static final long[] NO_SALT = {};

  private MerkleVerify() {}

  /**
   * Whether the tree of this shape behind {@code cap} has the rows of {@code opening} at the leaves {@code indices}, which
   * must be sorted and distinct. The opening must have exactly the demanded parts, and its elements be canonical.
   */
  public static boolean verify(MerkleShape shape, byte[] cap, int[] indices, MerkleOpening opening) {
    if (cap.length != shape.capBytes() || !shape.areLeaves(indices) || !shape.fits(indices, opening)) {
      return false;
    }
    int[] nodes = indices;
    int[][] digests = leaves(shape, indices, opening);
    int used = 0;
    for (int level = shape.logHeight(); level > shape.capHeight(); level--) {
      int half = 1 << (level - 1);
      int[] parents = MerkleShape.parents(nodes, level);
      int[][] above = new int[parents.length][];
      int lefts = MerkleShape.lefts(nodes, level);
      int left = 0;
      int right = lefts;
      for (int i = 0; i < parents.length; i++) {
        boolean hasLeft = left < lefts && nodes[left] == parents[i];
        boolean hasRight = right < nodes.length && nodes[right] == parents[i] + half;
        int[] l = hasLeft ? digests[left++] : digest(shape, opening.siblings(), used++);
        int[] r = hasRight ? digests[right++] : digest(shape, opening.siblings(), used++);
        above[i] = cut(shape, MerkleHash.node(l, r));
      }
      nodes = parents;
      digests = above;
    }
    for (int i = 0; i < nodes.length; i++) {
      if (!Arrays.equals(digests[i], digest(shape, cap, nodes[i]))) return false;
    }
    return true;
  }

  private static int[][] leaves(MerkleShape shape, int[] indices, MerkleOpening opening) {
    int[][] leaves = new int[indices.length][];
    for (int i = 0; i < indices.length; i++) {
      long[] salt = opening.salts().length == 0 ? NO_SALT : opening.salts()[i];
      leaves[i] = cut(shape, MerkleHash.leaf(opening.rows()[i], salt));
    }
    return leaves;
  }

  private static int[] cut(MerkleShape shape, int[] digest) {
    MerkleHash.cut(digest, 1, 0, 1, shape.digestBytes());
    return digest;
  }

  private static int[] digest(MerkleShape shape, byte[] digests, int index) {
    int from = index * shape.digestBytes();
    byte[] digest = Arrays.copyOfRange(digests, from, from + shape.digestBytes());
    return Blake3.words(Arrays.copyOf(digest, Blake3.DIGEST_BYTES));
  }
}

package zkopt.merkle;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
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
    Map<Integer, int[]> nodes = leaves(shape, indices, opening);
    int used = 0;
    for (int level = shape.logHeight(); level > shape.capHeight(); level--) {
      int half = 1 << (level - 1);
      Map<Integer, int[]> parents = new TreeMap<>();
      for (int parent : MerkleShape.parents(keys(nodes), level)) {
        int[] left = nodes.get(parent);
        int[] right = nodes.get(parent + half);
        if (left == null || right == null) {
          int[] sibling = digest(shape, opening.siblings(), used++);
          left = left == null ? sibling : left;
          right = right == null ? sibling : right;
        }
        parents.put(parent, cut(shape, MerkleHash.node(left, right)));
      }
      nodes = parents;
    }
    return nodes.entrySet().stream().allMatch(node -> Arrays.equals(node.getValue(), digest(shape, cap, node.getKey())));
  }

  private static Map<Integer, int[]> leaves(MerkleShape shape, int[] indices, MerkleOpening opening) {
    Map<Integer, int[]> leaves = new TreeMap<>();
    for (int i = 0; i < indices.length; i++) {
      long[] salt = opening.salts().length == 0 ? NO_SALT : opening.salts()[i];
      leaves.put(indices[i], cut(shape, MerkleHash.leaf(opening.rows()[i], salt)));
    }
    return leaves;
  }

  private static int[] keys(Map<Integer, int[]> nodes) {
    return nodes.keySet().stream().mapToInt(Integer::intValue).toArray();
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

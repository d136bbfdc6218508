package zkopt.protocol;

import java.util.Arrays;
import zkopt.field.Ext3;
import zkopt.merkle.MerkleShape;

/**
 * Which leaves of a tree of FRI, and which values in them, belong to some positions of its codeword: position p is value
 * {@code p / height} of leaf {@code p mod height}.
 *
 * @param tree the tree's form
 * @param positions sorted and distinct, below height times arity
 * @param leaves those with a position, sorted and distinct; they are the positions of the next layer
 */
public record FriLayer(MerkleShape tree, int[] positions, int[] leaves) {
  public static FriLayer of(MerkleShape tree, int[] positions) {
    int mask = tree.height() - 1;
    return new FriLayer(tree, positions, Arrays.stream(positions).map(p -> p & mask).sorted().distinct().toArray());
  }

  /** Values in a leaf. */
  public int arity() {
    return tree.width() / Ext3.DEGREE;
  }

  /** Values of the opened leaves at other positions: those that are sent. */
  public int unknown() {
    return leaves.length * arity() - positions.length;
  }

  /** The place among the positions of value {@code j} of leaf {@code leaf}, negative where it is none of them. */
  public int place(int leaf, int j) {
    return Arrays.binarySearch(positions, j * tree.height() + leaf);
  }
}

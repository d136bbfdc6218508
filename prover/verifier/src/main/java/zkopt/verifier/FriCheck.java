package zkopt.verifier;

import java.util.Arrays;
import java.util.List;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;
import zkopt.merkle.MerkleVerify;
import zkopt.protocol.FriFolding;
import zkopt.protocol.ProofShape;

/** FRI's query phase: from each queried value of the batched codeword down to the final polynomial. */
final class FriCheck {
  private final List<MerkleShape> trees;
  private final int logDomain;
  private final List<byte[]> roots;
  private final Ext3[] challenges;
  private final Ext3[] finalPolynomial;
  private final List<MerkleOpening> openings;

  FriCheck(ProofShape shape, List<byte[]> roots, Ext3[] challenges, Ext3[] finalPolynomial, List<MerkleOpening> openings) {
    this.trees = shape.friTrees();
    this.logDomain = shape.logDomain();
    this.roots = roots;
    this.challenges = challenges;
    this.finalPolynomial = finalPolynomial;
    this.openings = openings;
  }

  /** Whether all opened cosets are those that were committed. */
  boolean pathsHold(int[] queries) {
    for (int i = 0; i < trees.size(); i++) {
      if (!MerkleVerify.verify(trees.get(i), roots.get(i), leaves(trees.get(i), queries), openings.get(i))) return false;
    }
    return true;
  }

  /** The leaves of a tree that queries fall on; as trees shrink by powers of two, the reduction may start from the domain. */
  private static int[] leaves(MerkleShape tree, int[] queries) {
    return Arrays.stream(queries).map(q -> q & (tree.height() - 1)).sorted().distinct().toArray();
  }

  /** Whether {@code value}, at position {@code query}, is folded consistently; to be asked when {@link #pathsHold}. */
  boolean foldsTo(int[] queries, int query, Ext3 value) {
    Ext3 expected = value;
    int index = query;
    long shift = ProofShape.SHIFT;
    int log = logDomain;
    for (int i = 0; i < trees.size(); i++) {
      MerkleShape tree = trees.get(i);
      int leaf = index & (tree.height() - 1);
      Ext3[] coset = coset(openings.get(i).rows()[Arrays.binarySearch(leaves(tree, queries), leaf)]);
      if (!coset[index >> tree.logHeight()].equals(expected)) return false;
      expected = FriFolding.fold(coset, point(shift, log, leaf), challenges[i]);
      shift = Goldilocks.pow(shift, coset.length);
      log = tree.logHeight();
      index = leaf;
    }
    return expected.equals(evaluate(point(shift, log, index)));
  }

  private static Ext3[] coset(long[] row) {
    Ext3[] coset = new Ext3[row.length / Ext3.DEGREE];
    Arrays.setAll(coset, j -> new Ext3(row[Ext3.DEGREE * j], row[Ext3.DEGREE * j + 1], row[Ext3.DEGREE * j + 2]));
    return coset;
  }

  private Ext3 evaluate(long x) {
    Ext3 value = Ext3.ZERO;
    for (int i = finalPolynomial.length - 1; i >= 0; i--) {
      value = value.mulBase(x).add(finalPolynomial[i]);
    }
    return value;
  }

  /** The point at {@code index} of the coset {@code shift * K}, K of order {@code 2^log}. */
  static long point(long shift, int log, int index) {
    return Goldilocks.mul(shift, Goldilocks.pow(Goldilocks.rootOfUnity(log), index));
  }
}

package zkopt.prover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.commit.MerkleTree;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.ExtColumn;
import zkopt.kernel.Kernels;
import zkopt.kernel.Ntt;
import zkopt.kernel.Parallel;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.FriLayer;
import zkopt.protocol.FriOpening;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;

/** FRI's commit phase, and its openings. */
final class Fri {
  private static final int BLOCK = 1 << 10;
  private static final long HALF = Goldilocks.inverse(2);
  private static final Kernels K = Kernels.best();

  private final List<MerkleTree> trees = new ArrayList<>();
  private final Ext3[] finalPolynomial;

  /** Commits to the codeword and its foldings, drawing the challenges. */
  Fri(ProofShape shape, long[][] codeword, Deviation deviation, ProtocolTranscript transcript) {
    long[][] word = codeword;
    long shift = ProofShape.SHIFT;
    for (MerkleShape treeShape : shape.friTrees()) {
      MerkleTree tree = MerkleTree.of(treeShape, cosets(word, treeShape.height()));
      trees.add(tree);
      Ext3 beta = transcript.fold(tree.cap());
      for (int arity = word[0].length / treeShape.height(); arity > 1; arity /= 2) {
        word = halve(word, shift, beta);
        shift = Goldilocks.square(shift);
        beta = beta.square();
      }
    }
    finalPolynomial = deviation.finalPolynomial(word, shift, coefficients(word, shift, shape.finalLength()));
  }

  /** The columns of a tree: the three coefficients of each of the coset's points, leaf by leaf. */
  private static long[][] cosets(long[][] word, int leaves) {
    int arity = word[0].length / leaves;
    long[][] columns = new long[Ext3.DEGREE * arity][];
    for (int j = 0; j < arity; j++) {
      for (int k = 0; k < Ext3.DEGREE; k++) {
        columns[Ext3.DEGREE * j + k] = Arrays.copyOfRange(word[k], j * leaves, (j + 1) * leaves);
      }
    }
    return columns;
  }

  /** From values of g_0(X^2) + X g_1(X^2) to those of g_0 + beta g_1. */
  private static long[][] halve(long[][] word, long shift, Ext3 beta) {
    int half = word[0].length / 2;
    long[][] folded = ExtColumn.zeros(half);
    long inverseRoot = Goldilocks.inverse(Goldilocks.rootOfUnity(Integer.numberOfTrailingZeros(2 * half)));
    long start = Goldilocks.mul(HALF, Goldilocks.inverse(shift));
    Parallel.blocks(half, BLOCK, (from, to) -> {
      int n = to - from;
      long[] inverses = new long[n];
      K.powers(Goldilocks.mul(start, Goldilocks.pow(inverseRoot, from)), inverseRoot, inverses, 0, n);
      long[][] odd = ExtColumn.zeros(n);
      K.extSub(word, from, word, half + from, odd, 0, n);
      K.extMulBase(odd, 0, inverses, 0, odd, 0, n);
      K.extMulScalar(odd, 0, beta, odd, 0, n);
      K.extAdd(word, from, word, half + from, folded, from, n);
      for (int k = 0; k < Ext3.DEGREE; k++) {
        K.mulAddScalar(folded[k], from, HALF, odd[k], 0, folded[k], from, n);
      }
    });
    return folded;
  }

  private static Ext3[] coefficients(long[][] word, long shift, int length) {
    long[][] columns = Arrays.stream(word).map(long[]::clone).toArray(long[][]::new);
    for (long[] column : columns) {
      Ntt.inverseOnCoset(column, shift);
    }
    Ext3[] coefficients = new Ext3[length];
    Arrays.setAll(coefficients, i -> ExtColumn.get(columns, i));
    return coefficients;
  }

  List<byte[]> roots() {
    return trees.stream().map(MerkleTree::cap).toList();
  }

  Ext3[] finalPolynomial() {
    return finalPolynomial;
  }

  /** Opens the cosets that the queries fall on, layer by layer. */
  List<FriOpening> open(int[] queries) {
    List<FriOpening> openings = new ArrayList<>();
    int[] positions = queries;
    for (MerkleTree tree : trees) {
      FriLayer layer = FriLayer.of(tree.shape(), positions);
      MerkleOpening opened = tree.open(layer.leaves());
      openings.add(new FriOpening(unknown(layer, opened.rows()), opened.siblings()));
      positions = layer.leaves();
    }
    return openings;
  }

  private static Ext3[] unknown(FriLayer layer, long[][] rows) {
    Ext3[] values = new Ext3[layer.unknown()];
    int next = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < layer.arity(); j++) {
        int at = Ext3.DEGREE * j;
        if (layer.place(layer.leaves()[i], j) < 0) values[next++] = new Ext3(rows[i][at], rows[i][at + 1], rows[i][at + 2]);
      }
    }
    return values;
  }
}

package zkopt.prover;

import java.util.Arrays;
import java.util.stream.IntStream;
import zkopt.commit.MerkleTree;
import zkopt.kernel.Ntt;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleHash;
import zkopt.merkle.MerkleOpening;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;

/**
 * An oracle's columns and their commitment.
 *
 * @param values of each column on the rows
 * @param extended of each column on the domain
 * @param tree over the values on the domain; null where there are no columns
 */
record CommittedColumns(long[][] values, long[][] extended, MerkleTree tree) {
  private static final byte[] NO_ROOT = {};

  /** Extends and commits; the leaves are salted where the oracle is private. */
  static CommittedColumns commit(ProofShape shape, Oracle oracle, long[][] values, SeededRandom random) {
    long[][] extended = Ntt.extend(values, shape.parameters().logBlowup(), ProofShape.SHIFT);
    if (values.length == 0) return new CommittedColumns(values, extended, null);
    MerkleTree tree = oracle.isPrivate()
        ? MerkleTree.salted(shape.tree(oracle), extended, random.fork("salts of " + oracle))
        : MerkleTree.of(shape.tree(oracle), extended);
    return new CommittedColumns(values, extended, tree);
  }

  /**
   * As {@link #commit}, with what {@link #store} gave.
   *
   * @throws StoredColumns.MismatchException where that does not have the oracle's shape
   */
  static CommittedColumns restore(ProofShape shape, Oracle oracle, StoredColumns stored) {
    int width = shape.relation().width(oracle);
    requireShape(oracle, stored.values(), width, shape.rows());
    requireShape(oracle, stored.extended(), width, 1 << shape.logDomain());
    if (width == 0) return new CommittedColumns(stored.values(), stored.extended(), null);
    MerkleShape tree = shape.tree(oracle);
    requireShape(oracle, stored.salts(), tree.saltLongs(), tree.height());
    int levels = tree.logHeight() - tree.capHeight() + 1;
    if (stored.digests().length != levels || IntStream.range(0, levels)
        .anyMatch(l -> stored.digests()[l].length != MerkleHash.DIGEST_WORDS << tree.capHeight() + l)) {
      throw mismatch(oracle);
    }
    return new CommittedColumns(stored.values(), stored.extended(),
        MerkleTree.restore(tree, stored.extended(), stored.salts(), stored.digests()));
  }

  private static void requireShape(Oracle oracle, long[][] columns, int width, int height) {
    if (columns.length != width || Arrays.stream(columns).anyMatch(c -> c.length != height)) throw mismatch(oracle);
  }

  private static StoredColumns.MismatchException mismatch(Oracle oracle) {
    return new StoredColumns.MismatchException("the columns of %s are of another size".formatted(oracle));
  }

  StoredColumns store() {
    return tree == null
        ? new StoredColumns(values, extended, new long[0][], new int[0][])
        : new StoredColumns(values, extended, tree.salts(), tree.digests());
  }

  /** The values of each column on a coset. */
  long[][] onCoset(Cosets cosets, int coset) {
    long[][] columns = new long[values.length][];
    Parallel.forEach(values.length, c -> columns[c] = coset < cosets.inDomain()
        ? everyNth(extended[c], cosets.inDomain(), coset)
        : Ntt.onCoset(Ntt.coefficients(values[c]), cosets.shift(coset)));
    return columns;
  }

  private static long[] everyNth(long[] column, int n, int from) {
    long[] chosen = new long[column.length / n];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = column[i * n + from];
    }
    return chosen;
  }

  byte[] root() {
    return tree == null ? NO_ROOT : tree.cap();
  }

  MerkleOpening open(int[] indices) {
    return tree.open(indices);
  }
}

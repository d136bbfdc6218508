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
 * @param extended of each column on the domain, or on the quotient's coset where that is larger and holds the domain
 * @param tree over the values on the domain; null where there are no columns
 */
record CommittedColumns(long[][] values, long[][] extended, MerkleTree tree) {
  private static final byte[] NO_ROOT = {};

  /** Extends and commits; the leaves are salted where the oracle is private. */
  static CommittedColumns commit(ProofShape shape, Oracle oracle, long[][] values, SeededRandom random) {
    long[][] extended = Ntt.extend(values, logExtension(shape, oracle), ProofShape.SHIFT);
    if (values.length == 0) return new CommittedColumns(values, extended, null);
    long[][] leaves = leaves(shape, oracle, extended);
    MerkleTree tree = oracle.isPrivate()
        ? MerkleTree.salted(shape.tree(oracle), leaves, random.fork("salts of " + oracle))
        : MerkleTree.of(shape.tree(oracle), leaves);
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
    requireShape(oracle, stored.extended(), width, shape.rows() << logExtension(shape, oracle));
    if (width == 0) return new CommittedColumns(stored.values(), stored.extended(), null);
    MerkleShape tree = shape.tree(oracle);
    requireShape(oracle, stored.salts(), tree.saltLongs(), tree.height());
    int levels = tree.logHeight() - tree.capHeight() + 1;
    if (stored.digests().length != levels || IntStream.range(0, levels)
        .anyMatch(l -> stored.digests()[l].length != MerkleHash.DIGEST_WORDS << tree.capHeight() + l)) {
      throw mismatch(oracle);
    }
    return new CommittedColumns(stored.values(), stored.extended(),
        MerkleTree.restore(tree, leaves(shape, oracle, stored.extended()), stored.salts(), stored.digests()));
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

  private static int logExtension(ProofShape shape, Oracle oracle) {
    int logBlowup = shape.parameters().logBlowup();
    return oracle == Oracle.QUOTIENT ? logBlowup : Math.max(logBlowup, shape.logQuotientBlowup());
  }

  /** The values on the domain. */
  private static long[][] leaves(ProofShape shape, Oracle oracle, long[][] extended) {
    int more = logExtension(shape, oracle) - shape.parameters().logBlowup();
    return more == 0 ? extended : everyNth(extended, 1 << more);
  }

  private static long[][] everyNth(long[][] columns, int n) {
    long[][] chosen = new long[columns.length][];
    Parallel.forEach(columns.length, c -> {
      chosen[c] = new long[columns[c].length / n];
      for (int i = 0; i < chosen[c].length; i++) {
        chosen[c][i] = columns[c][i * n];
      }
    });
    return chosen;
  }

  byte[] root() {
    return tree == null ? NO_ROOT : tree.cap();
  }

  MerkleOpening open(int[] indices) {
    return tree.open(indices);
  }
}

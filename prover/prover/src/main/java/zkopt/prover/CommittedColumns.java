package zkopt.prover;

import zkopt.commit.MerkleTree;
import zkopt.kernel.Ntt;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleOpening;
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
    int logBlowup = shape.parameters().logBlowup();
    int log = oracle == Oracle.QUOTIENT ? logBlowup : Math.max(logBlowup, shape.logQuotientBlowup());
    long[][] extended = Ntt.extend(values, log, ProofShape.SHIFT);
    if (values.length == 0) return new CommittedColumns(values, extended, null);
    long[][] leaves = log == logBlowup ? extended : everyNth(extended, 1 << (log - logBlowup));
    MerkleTree tree = oracle.isPrivate()
        ? MerkleTree.salted(leaves, 0, random.fork("salts of " + oracle))
        : MerkleTree.of(leaves, 0);
    return new CommittedColumns(values, extended, tree);
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

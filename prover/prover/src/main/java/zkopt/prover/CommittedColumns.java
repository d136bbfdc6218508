package zkopt.prover;

import zkopt.commit.MerkleTree;
import zkopt.kernel.Ntt;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleOpening;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;

/**
 * An oracle's columns and their commitment.
 *
 * @param values of each column on the rows
 * @param extended of each column on the domain
 * @param tree over the rows of {@code extended}; null where there are no columns
 */
record CommittedColumns(long[][] values, long[][] extended, MerkleTree tree) {
    private static final byte[] NO_ROOT = {};

    /** Extends and commits; the leaves are salted where the oracle is private. */
    static CommittedColumns commit(ProofShape shape, Oracle oracle, long[][] values, SeededRandom random) {
        long[][] extended = Ntt.extend(values, shape.parameters().logBlowup(), ProofShape.SHIFT);
        return commit(oracle, values, extended, random);
    }

    static CommittedColumns commit(Oracle oracle, long[][] values, long[][] extended, SeededRandom random) {
        if (values.length == 0) return new CommittedColumns(values, extended, null);
        MerkleTree tree = oracle.isPrivate()
                ? MerkleTree.salted(extended, 0, random.fork("salts of " + oracle))
                : MerkleTree.of(extended, 0);
        return new CommittedColumns(values, extended, tree);
    }

    byte[] root() {
        return tree == null ? NO_ROOT : tree.cap();
    }

    MerkleOpening open(int[] indices) {
        return tree.open(indices);
    }
}

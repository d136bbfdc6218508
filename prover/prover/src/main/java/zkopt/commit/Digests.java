package zkopt.commit;

import zkopt.kernel.Kernels;
import zkopt.kernel.Parallel;
import zkopt.merkle.MerkleHash;
import zkopt.merkle.MerkleShape;

/** Whole levels of a tree, by word: word w of digest i of m at {@code [w * m + i]}; i and i + m/2 are siblings. */
final class Digests {
  private static final int BLOCK = 1 << 10;
  private static final Kernels KERNELS = Kernels.best();

  private Digests() {}

  /** Of the rows of {@code columns}, the words of the salts last. */
  static int[] ofLeaves(MerkleShape shape, long[][] columns) {
    int m = columns[0].length;
    int[] digests = new int[MerkleHash.DIGEST_WORDS * m];
    Parallel.blocks(m, BLOCK, (from, to) -> {
      KERNELS.hashLeaves(columns, m, from, to, digests);
      MerkleHash.cut(digests, m, from, to, shape.digestBytes());
    });
    return digests;
  }

  /** Of the level above {@code children}. */
  static int[] ofNodes(MerkleShape shape, int[] children) {
    int m = children.length / MerkleHash.DIGEST_WORDS / 2;
    int[] digests = new int[MerkleHash.DIGEST_WORDS * m];
    Parallel.blocks(m, BLOCK, (from, to) -> {
      KERNELS.hashNodes(children, m, from, to, digests);
      MerkleHash.cut(digests, m, from, to, shape.digestBytes());
    });
    return digests;
  }
}

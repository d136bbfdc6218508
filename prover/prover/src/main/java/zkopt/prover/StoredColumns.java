package zkopt.prover;

/**
 * An oracle that was committed at setup, as plain arrays that a file can keep: what {@link Setup#restore} needs so as not to extend
 * and hash again. Those of the weights are as secret as these.
 *
 * @param values of each column on the rows
 * @param extended values of each column on the first coset of the domain, then of each on the second, and so on, as far as they are
 *     kept
 * @param saltSeed the seed of the leaves' salts; empty where the oracle is public
 * @param digests of the tree, as {@link zkopt.commit.MerkleTree#digests} gives them
 */
public record StoredColumns(long[][] values, long[][] extended, byte[] saltSeed, int[][] digests) {
  /** Stored columns that are not those of the key. */
  public static final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MismatchException(String message) {
      super(message);
    }
  }
}

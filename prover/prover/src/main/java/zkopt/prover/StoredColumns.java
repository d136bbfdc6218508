package zkopt.prover;

/**
 * An oracle that was committed at setup, as plain arrays that a file can keep: what {@link Setup#restore} needs so as not to extend
 * and hash again. Those of the weights are as secret as these.
 *
 * @param values of each column on the rows
 * @param extended values of each column on the domain
 * @param salts of the leaves; none where the oracle is public
 * @param digests of the tree, level by level from the cap
 */
public record StoredColumns(long[][] values, long[][] extended, long[][] salts, int[][] digests) {
  /** Stored columns that are not those of the key. */
  public static final class MismatchException extends RuntimeException {
    MismatchException(String message) {
      super(message);
    }
  }
}

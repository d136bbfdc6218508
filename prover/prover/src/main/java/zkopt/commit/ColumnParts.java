package zkopt.commit;

import java.util.Arrays;

/** The columns of a {@link MerkleTree}, in parts. */
@FunctionalInterface
public interface ColumnParts {
  /** All columns of a part. */
  long[][] part(int part);

  /** All columns of a part, in these rows alone: what is opened. */
  default long[][] at(int part, int[] rows) {
    return Arrays.stream(part(part)).map(column -> Arrays.stream(rows).mapToLong(row -> column[row]).toArray()).toArray(long[][]::new);
  }
}

package zkopt.assigner;

import java.util.stream.IntStream;

/**
 * The columns that a proof commits to, by what they are for, as the proof system's arguments make them with constraints of degree 8:
 * columns of extension elements count three.
 *
 * @param witness values, and a multiplicity for each set of tables
 * @param contraction running values of contractions
 * @param permutation products of the copies
 * @param lookup helpers and sum of the lookups
 * @param quotient chunks of the quotient and the mask
 * @param weights committed at setup, opened by each proof
 */
record TableCells(int witness, int contraction, int permutation, int lookup, int quotient, int weights) {
  private static final int DEGREE_BOUND = 8;
  private static final int EXTENSION = 3;
  /** Linear factors of a batch of lookups, and wired columns of a partial product. */
  private static final int PER_EXTENSION_COLUMN = DEGREE_BOUND - 2;
  private static final int QUOTIENT = EXTENSION * (DEGREE_BOUND + 1);
  /** Wired columns besides those of the shape: public values, constants, weights that are used one by one. */
  private static final int OTHER_WIRED = 3;
  /** What a column that was committed at setup costs, against one that each proof commits to. */
  private static final double COMMITTED_AT_SETUP = 0.3;

  static TableCells of(TableShape shape, boolean contractions, int tableSets, int[] laneDegrees) {
    int linear = shape.limbs() + tableSets + IntStream.of(laneDegrees).sum();
    int lookups = linear == 0 ? 0 : Math.ceilDiv(linear, PER_EXTENSION_COLUMN) + 1;
    return new TableCells(shape.witness() + tableSets, contractions ? EXTENSION * SystemBuilder.ACCUMULATORS : 0,
        EXTENSION * Math.ceilDiv(shape.allWired() + OTHER_WIRED, PER_EXTENSION_COLUMN), EXTENSION * lookups, QUOTIENT, shape.weights());
  }

  /** Columns that each proof commits to. */
  int committed() {
    return witness + contraction + permutation + lookup + quotient;
  }

  /** What a row costs, in cells that each proof commits to. */
  double perRow() {
    return committed() + COMMITTED_AT_SETUP * weights;
  }
}

package zkopt.assigner;

import java.util.Arrays;

/**
 * The columns that a proof commits to, by what they are for, as the proof system's arguments make them: columns of extension elements
 * count three.
 *
 * @param witness values, and a multiplicity for each set of tables
 * @param contraction running values of contractions
 * @param permutation products of the copies
 * @param lookup helpers and sum of the lookups
 * @param quotient chunks of the quotient and the mask
 * @param weights committed at setup, opened by each proof
 * @param fixed committed at setup as well: for each wired column one, and tables; selectors, as far as they are counted
 */
public record TableCells(int witness, int contraction, int permutation, int lookup, int quotient, int weights, int fixed) {
  static final int EXTENSION = 3;
  /** Wired columns besides those of the shape and of public values: constants, weights that are used one by one. */
  private static final int OTHER_WIRED = 2;

  /**
   * @param accumulators running values of contractions
   * @param tableSets sets of tables, each with a column of multiplicities
   * @param tableColumns the columns of all sets
   * @param laneDegrees of the lookups besides those of limbs, selectors included
   * @param gateDegree the largest degree of a gate's constraint, selector included
   * @param instances columns of public values
   */
  static TableCells of(TableShape shape, int accumulators, int tableSets, int tableColumns, int[] laneDegrees, int gateDegree,
      ProofRules rules, int logRows, int instances) {
    int factors = rules.factors();
    int wired = shape.allWired() + OTHER_WIRED + instances;
    int batches = batches(shape.limbs(), laneDegrees, tableSets, factors);
    int degree = Math.max(gateDegree, Math.min(rules.argumentDegree(), ProofRules.BESIDES_FACTORS + wired));
    return new TableCells(shape.witness() + tableSets, EXTENSION * accumulators,
        EXTENSION * Math.ceilDiv(wired, factors), batches == 0 ? 0 : EXTENSION * (batches + 1),
        EXTENSION * (chunks(degree, rules, logRows) + 1), shape.weights(), wired + tableColumns);
  }

  private static int chunks(int degree, ProofRules rules, int logRows) {
    long rows = 1L << logRows;
    return (int) Math.ceilDiv((degree - 1) * rows, Math.max(1, rows - rules.quotientMask()));
  }

  /** Helper columns: each lookup goes to the first that has room for its denominator. One of a higher degree has a helper for itself. */
  private static int batches(int limbs, int[] laneDegrees, int tableSets, int factors) {
    int[] degrees = new int[limbs + laneDegrees.length + tableSets];
    Arrays.fill(degrees, 1);
    System.arraycopy(laneDegrees, 0, degrees, limbs, laneDegrees.length);
    int[] room = new int[degrees.length];
    int batches = 0;
    for (int degree : degrees) {
      int at = 0;
      while (at < batches && room[at] < degree) at++;
      room[at] = (at < batches ? room[at] : factors) - degree;
      batches = Math.max(batches, at + 1);
    }
    return batches;
  }

  /** Columns that each proof commits to. */
  public int committed() {
    return witness + phase2() + quotient;
  }

  /** Columns that depend on challenges. */
  public int phase2() {
    return contraction + permutation + lookup;
  }

  /** The same with so many more selectors. */
  TableCells withSelectors(int count) {
    return new TableCells(witness, contraction, permutation, lookup, quotient, weights, fixed + count);
  }
}

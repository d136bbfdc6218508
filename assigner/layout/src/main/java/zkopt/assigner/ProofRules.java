package zkopt.assigner;

/**
 * What the proof system makes of a table, as far as the number of its columns depends on it.
 *
 * @param argumentDegree up to which degree permutation and lookups put several columns into one constraint
 * @param quotientMask random coefficients in each chunk of the quotient
 */
public record ProofRules(int argumentDegree, int quotientMask) {
  /** Of profile balanced with 100 bits. */
  static final ProofRules USUAL = new ProofRules(8, 57);
  /** What a constraint of an argument has besides the linear factors of several columns: the factor of its rows, and a running value. */
  static final int BESIDES_FACTORS = 2;

  /** How many columns, or lookups of degree 1, share one of the argument's. */
  public int factors() {
    return Math.max(1, argumentDegree - BESIDES_FACTORS);
  }
}

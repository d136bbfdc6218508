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
}

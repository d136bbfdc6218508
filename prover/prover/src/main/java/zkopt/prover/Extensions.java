package zkopt.prover;

import zkopt.protocol.ProofShape;

/**
 * What becomes of the columns' values on the domain, which take most of a prover's memory, between the rounds that read them: to be
 * hashed, for the quotient, and when they are opened. Those on later cosets are computed from the coefficients whenever they are read.
 *
 * @param kept on how many cosets they are kept, the first ones of the domain
 */
record Extensions(int kept) {
  /**
   * The memory that a proof takes besides, in multiples of that of all columns on the rows: their values and coefficients, those on the
   * coset at hand, trees, and the quotient's remainders.
   */
  private static final int BESIDES = 6;

  /** As many as fit the memory that this virtual machine may use. */
  static Extensions fitting(ProofShape shape) {
    long columns = ProofShape.COMMITTED.stream().mapToInt(shape::width).sum();
    long room = Runtime.getRuntime().maxMemory() / (Long.BYTES * columns * shape.rows());
    return new Extensions(Math.clamp(room - BESIDES, 0, Cosets.of(shape).inDomain()));
  }
}

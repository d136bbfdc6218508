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
   * The memory that a proof takes besides, in multiples of that of all columns on the rows: their values, trees, and the quotient's
   * remainders.
   */
  private static final int BESIDES = 3;
  /** As much is added where some are computed again: the columns' coefficients, and those on the coset at hand. */
  private static final int TO_COMPUTE = 1;

  /** As many as fit the memory that this virtual machine may use. */
  static Extensions fitting(ProofShape shape) {
    long columns = ProofShape.COMMITTED.stream().mapToInt(shape::width).sum();
    long room = Runtime.getRuntime().maxMemory() / (Long.BYTES * columns * shape.rows());
    int all = Cosets.of(shape).inDomain();
    return new Extensions(room >= all + BESIDES ? all : Math.clamp(room - BESIDES - TO_COMPUTE, 0, all));
  }
}

package zkopt.prover;

import zkopt.protocol.ProofShape;

/** What becomes of the columns' values on the domain, which take most of a prover's memory, between the rounds that read them. */
public enum Extensions {
  /** They are kept: the fastest. */
  KEPT,
  /** They are computed from the coefficients, coset by coset, whenever they are read: for hashing, for the quotient, and when opened. */
  RECOMPUTED;

  /** The part of the memory that they may take so as to be kept. */
  private static final double SHARE = 0.4;

  /** What fits the memory that this virtual machine may use. */
  static Extensions fitting(ProofShape shape) {
    double columns = ProofShape.COMMITTED.stream().mapToInt(shape::width).sum();
    return columns * Long.BYTES * (1L << shape.logDomain()) <= SHARE * Runtime.getRuntime().maxMemory() ? KEPT : RECOMPUTED;
  }
}

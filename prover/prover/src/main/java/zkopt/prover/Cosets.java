package zkopt.prover;

import zkopt.field.Goldilocks;
import zkopt.protocol.ProofShape;

/**
 * Cosets of the rows' group H, by number. The domain consists of the first 2^logBlowup: point i of it is row i / 2^logBlowup on the
 * coset i mod 2^logBlowup. On later ones the quotient is evaluated where it needs more.
 *
 * @param logRows log2 of the order of H
 */
record Cosets(int logRows, int logBlowup) {
  static Cosets of(ProofShape shape) {
    return new Cosets(shape.logRows(), shape.parameters().logBlowup());
  }

  int inDomain() {
    return 1 << logBlowup;
  }

  /** The first point of coset c. Beyond the domain it is a power of the generator, and no small power of that lies in the domain's group. */
  long shift(int c) {
    return c < inDomain()
        ? Goldilocks.mul(ProofShape.SHIFT, Goldilocks.pow(Goldilocks.rootOfUnity(logRows + logBlowup), c))
        : Goldilocks.pow(Goldilocks.GENERATOR, 2 + c - inDomain());
  }

  /** What {@code X^n} is all over coset c. */
  long power(int c) {
    return Goldilocks.pow(shift(c), 1L << logRows);
  }
}

package zkopt.prover;

import zkopt.field.Ext3;
import zkopt.protocol.Transcript;
import zkopt.prover.eval.RowSource;

/**
 * Where a prover departs from the protocol: a malicious prover, to attack the verifier with. Each method is shown a message before it
 * is committed or sent, in the order of the rounds, and may change it. Nothing that is done here may convince a verifier of a false
 * statement; what it can spoil is the proof, or the deviating prover's own secrets.
 */
public interface Deviation {
  /** The prover of the protocol. */
  Deviation NONE = new Deviation() {};

  /** The transcript that challenges are drawn from. */
  default Transcript transcript() {
    return new Transcript();
  }

  /** Whether the columns of the witness and of phase 2 get random rows. */
  default boolean blinds() {
    return true;
  }

  /** What is done about a lookup that no table holds. */
  default Multiplicities.Missing missing(Multiplicities.Missing refuse) {
    return refuse;
  }

  /** How often each table row is said to be looked up, one column for each table. */
  default void multiplicities(long[][] counts) {}

  /**
   * All columns on the rows, those of phase 2 not yet blinded, and written over later; {@code challenges} but for the last, which is not
   * drawn yet.
   */
  default void phase2(RowSource source, Ext3[] challenges) {}

  /** The coefficients of the quotient's chunks, three base columns each. */
  default void quotient(long[][] chunks) {}

  /** The openings to send, in place of the true ones; the batched codeword is made from the true ones. */
  default Ext3[] openings(Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
    return openings;
  }

  /** The batched polynomial's values on the domain. */
  default void codeword(long[][] codeword, Ext3 batching) {}

  /**
   * The coefficients of the final polynomial to send.
   *
   * @param codeword FRI's last one, three base columns on {@code shift} times a group
   * @param coefficients those of the codeword, as many as the verifier asks for
   */
  default Ext3[] finalPolynomial(long[][] codeword, long shift, Ext3[] coefficients) {
    return coefficients;
  }
}

package zkopt.prover;

import java.util.function.Supplier;
import zkopt.field.Ext3;

/** What a malicious prover puts into a proof, for tests of the verifier. */
interface Tampering {
  Tampering NONE = new Tampering() {};

  /** Whether columns get random rows. */
  default boolean blinds() {
    return true;
  }

  /** The multiplicities to commit to, in place of the counted ones. */
  default long[][] multiplicities(Supplier<long[][]> counted) {
    return counted.get();
  }

  /** Changes the columns of phase 2 before they are blinded and committed. */
  default void phase2(long[][] columns) {}

  /** The openings to send, in place of the true ones. */
  default Ext3[] openings(Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
    return openings;
  }
}

package zkopt.attack.change;

import java.util.List;
import zkopt.circuit.ConstraintSystem;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.constraint.Oracle;

/** What a verifying key is made of. */
record KeyParts(ConstraintSystem system, int logRows, int blindingRows, List<Integer> publicValues, ProofParameters parameters,
    byte[] circuitDigest, byte[] fixedRoot, byte[] weightsRoot) {

  static KeyParts of(VerifyingKey k) {
    return new KeyParts(k.system(), k.logRows(), k.rows() - k.usableRows(), k.publicValues(), k.parameters(), k.circuitDigest(),
        k.root(Oracle.FIXED), k.root(Oracle.WEIGHTS));
  }

  /** @throws zkopt.protocol.UnsupportedCircuitException if there is no such key */
  VerifyingKey key() {
    return new VerifyingKey(system, logRows, blindingRows, publicValues, parameters, circuitDigest, fixedRoot, weightsRoot);
  }
}

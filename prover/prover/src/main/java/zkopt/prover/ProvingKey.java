package zkopt.prover;

import java.util.Map;
import zkopt.circuit.Circuit;
import zkopt.protocol.ProofShape;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.RowPolynomial;
import zkopt.prover.eval.BlockProgram;

/**
 * What the prover keeps between proofs: the circuit, and the columns that were committed at setup with their extensions and
 * trees. It holds the weights and their blinding: as secret as these. {@link Setup} makes the same key again from the same
 * circuit, weights, parameters and seed.
 */
public final class ProvingKey {
  private final Circuit circuit;
  private final VerifyingKey verifyingKey;
  private final CommittedColumns fixed;
  private final CommittedColumns weights;
  private final Map<RowPolynomial, long[]> rowPolynomials;
  private final Map<RowPolynomial, long[]> quotientRowPolynomials;
  private final BlockProgram identities;

  ProvingKey(Circuit circuit, VerifyingKey verifyingKey, CommittedColumns fixed, CommittedColumns weights) {
    this.circuit = circuit;
    this.verifyingKey = verifyingKey;
    this.fixed = fixed;
    this.weights = weights;
    this.rowPolynomials = RowPolynomials.onRows(circuit.logRows(), circuit.usableRows());
    this.quotientRowPolynomials = RowPolynomials.onQuotientCoset(shape(), rowPolynomials);
    this.identities = new BlockProgram(shape().relation().graph(), shape().relation().combined());
  }

  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /**
   * How many proofs the random rows of the weight columns hide the weights for; after so many, a new setup with fresh
   * blinding is due. {@link Long#MAX_VALUE} where there are no weights.
   */
  public long proofBudget() {
    int rotations = (int) shape().openings().stream()
        .filter(o -> o.oracle() == Oracle.WEIGHTS)
        .mapToInt(o -> o.rotation()).distinct().count();
    if (rotations == 0) return Long.MAX_VALUE;
    return (circuit.rows() - circuit.weightRows()) / verifyingKey.parameters().openingsPerProof(rotations);
  }

  /** The columns committed at setup, by {@link Oracle#FIXED} and {@link Oracle#WEIGHTS}, for {@link Setup#restore}. Not copies. */
  public Map<Oracle, StoredColumns> stored() {
    return Map.of(Oracle.FIXED, fixed.store(), Oracle.WEIGHTS, weights.store());
  }

  Circuit circuit() {
    return circuit;
  }

  ProofShape shape() {
    return verifyingKey.shape();
  }

  CommittedColumns fixed() {
    return fixed;
  }

  CommittedColumns weights() {
    return weights;
  }

  Map<RowPolynomial, long[]> rowPolynomials() {
    return rowPolynomials;
  }

  Map<RowPolynomial, long[]> quotientRowPolynomials() {
    return quotientRowPolynomials;
  }

  /** The combination of all identities. */
  BlockProgram identities() {
    return identities;
  }
}

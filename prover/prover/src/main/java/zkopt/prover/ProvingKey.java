package zkopt.prover;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zkopt.circuit.Circuit;
import zkopt.protocol.ProofShape;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.eval.BlockProgram;

/**
 * What the prover keeps between proofs: the circuit, and the columns that were committed at setup with their extensions and
 * trees. It holds the weights and their blinding: as secret as these. {@link Setup} makes the same key again from the same
 * circuit, weights, parameters and seed.
 */
public final class ProvingKey {
  private final Circuit circuit;
  private final VerifyingKey verifyingKey;
  private final Extensions extensions;
  private final CommittedColumns fixed;
  private final CommittedColumns weights;
  private final RowPolynomials rowPolynomials;
  private final List<BlockProgram> identities;

  ProvingKey(
      Circuit circuit, VerifyingKey verifyingKey, Extensions extensions, CommittedColumns fixed, CommittedColumns weights) {
    this.circuit = circuit;
    this.verifyingKey = verifyingKey;
    this.extensions = extensions;
    this.fixed = fixed;
    this.weights = weights;
    this.rowPolynomials = new RowPolynomials(circuit.logRows(), circuit.usableRows());
    int[] parts = shape().relation().parts().stream().mapToInt(Relation.Part::node).toArray();
    this.identities = IntStream.range(0, parts.length)
        .mapToObj(first -> new BlockProgram(shape().relation().graph(), Arrays.copyOfRange(parts, first, parts.length)))
        .toList();
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

  /** What becomes of the extensions of columns that a proof commits to. */
  Extensions extensions() {
    return extensions;
  }

  CommittedColumns fixed() {
    return fixed;
  }

  CommittedColumns weights() {
    return weights;
  }

  RowPolynomials rowPolynomials() {
    return rowPolynomials;
  }

  /** The combination of all identities: {@link Relation#parts} from {@code firstPart} on. */
  BlockProgram identities(int firstPart) {
    return identities.get(firstPart);
  }
}

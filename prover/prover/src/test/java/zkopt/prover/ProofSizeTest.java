package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zkopt.protocol.Profile;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofSize;

/** The account of a proof's bytes leaves none out, and the forecast is near. */
class ProofSizeTest {
  private static final int PROOFS = 5;

  @ParameterizedTest
  @EnumSource(Profile.class)
  void partsAddUpAndAreForeseen(Profile profile) {
    ProofParameters parameters = ProofParameters.of(profile, 100);
    ToyCircuit toy = ToyCircuit.of(10, 100, parameters, 1);
    ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, new byte[32]);
    double mean = 0;
    for (byte seed = 0; seed < PROOFS; seed++) {
      byte[] bytes = new byte[32];
      bytes[0] = seed;
      Proof proof = Prover.prove(key, toy.assignment, bytes);
      int length = proof.toBytes().length;
      assertEquals(length, ProofSize.of(key.shape(), proof).total());
      mean += (double) length / PROOFS;
    }
    double expected = ProofSize.expected(key.shape()).total();
    assertEquals(expected, mean, 0.02 * expected);
  }
}

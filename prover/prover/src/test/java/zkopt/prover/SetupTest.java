package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.security.Regime;

class SetupTest {
  private static final ProofParameters PARAMETERS = ProofParameters.of(Profile.BALANCED, 100);

  private ToyCircuit toy;

  @BeforeEach
  void setUp() {
    toy = ToyCircuit.of(9, 100, PARAMETERS, 1);
  }

  private ProvingKey run(ProofParameters parameters, byte seed) {
    byte[] bytes = new byte[32];
    bytes[7] = seed;
    return Setup.run(toy.circuit, toy.assignment.weights(), parameters, bytes);
  }

  private void assertUnsupported(String message, ProofParameters parameters) {
    String actual = assertThrows(UnsupportedCircuitException.class, () -> run(parameters, (byte) 0)).getMessage();
    assertTrue(actual.contains(message), actual);
  }

  @Test
  void sameSeedSameKey() {
    assertArrayEquals(run(PARAMETERS, (byte) 1).verifyingKey().toBytes(), run(PARAMETERS, (byte) 1).verifyingKey().toBytes());
  }

  @Test
  void blindingHidesEqualWeights() {
    byte[] one = run(PARAMETERS, (byte) 1).verifyingKey().root(Oracle.WEIGHTS);
    byte[] two = run(PARAMETERS, (byte) 2).verifyingKey().root(Oracle.WEIGHTS);
    assertFalse(Arrays.equals(one, two));
    assertArrayEquals(
        run(PARAMETERS, (byte) 1).verifyingKey().root(Oracle.FIXED), run(PARAMETERS, (byte) 2).verifyingKey().root(Oracle.FIXED));
  }

  @Test
  void budgetIsWhatTheRandomRowsAllow() {
    // weights are read at one rotation: 54 + 3 values a proof; rows 100 to 511 are random
    assertEquals(412 / 57, run(PARAMETERS, (byte) 1).proofBudget());
    assertEquals(570, PARAMETERS.weightRandomRows(1, 10));
  }

  @Test
  void keyProvesWhatWasAskedFor() {
    assertTrue(run(PARAMETERS, (byte) 1).verifyingKey().security(Regime.JOHNSON).bits() >= 100);
    assertUnsupported("bits are proven for this circuit, and 120 are asked for", new ProofParameters(120, 3, 8, 54, 20));
  }

  @Test
  void accumulatorThatGoesOnFromTheBlindingRows() {
    toy.circuit.fixed()[1][0] = 1;
    assertUnsupported("the multiplier of accumulator 'powers' does not vanish in row 0", PARAMETERS);
  }

  @Test
  void copyOfAnUnusableCell() {
    toy.circuit.copies().add(0, toy.circuit.usableRows());
    assertUnsupported("touches cell %d, which is not usable".formatted(toy.circuit.usableRows()), PARAMETERS);
  }

  @Test
  void tooFewBlindingRows() {
    assertUnsupported("blinding rows", ProofParameters.of(Profile.BALANCED, 128));
  }

  @Test
  void nonCanonicalWeights() {
    toy.assignment.weights()[0][3] = -1;
    assertUnsupported("weight column 0 has no 512 canonical elements", PARAMETERS);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void aRestoredKeyProvesTheSame(Profile profile) {
    ProofParameters parameters = ProofParameters.of(profile, 100);
    toy = ToyCircuit.of(10, 100, parameters, 1);
    ProvingKey key = run(parameters, (byte) 1);
    ProvingKey restored = restore(key, key.stored());
    byte[] seed = new byte[32];
    assertArrayEquals(Prover.prove(key, toy.assignment, seed).toBytes(), Prover.prove(restored, toy.assignment, seed).toBytes());
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void recomputedExtensionsGiveTheSameKeyAndProof(Profile profile) {
    ProofParameters parameters = ProofParameters.of(profile, 100);
    toy = ToyCircuit.of(10, 100, parameters, 1);
    byte[] seed = new byte[32];
    ProvingKey key = run(parameters, (byte) 0);
    byte[] proof = Prover.prove(key, toy.assignment, seed).toBytes();
    for (int kept : new int[] {0, 1, 3}) {
      ProvingKey recomputing = Setup.run(toy.circuit, toy.assignment::weights, parameters, new Extensions(kept), seed);
      assertArrayEquals(key.verifyingKey().toBytes(), recomputing.verifyingKey().toBytes());
      assertEquals(kept, recomputing.stored().get(Oracle.WEIGHTS).extended().length);
      assertArrayEquals(proof, Prover.prove(recomputing, toy.assignment, seed).toBytes());
      assertArrayEquals(proof, Prover.prove(restore(recomputing, recomputing.stored()), toy.assignment, seed).toBytes());
    }
  }

  private ProvingKey restore(ProvingKey key, Map<Oracle, StoredColumns> stored) {
    return Setup.restore(toy.circuit, toy.assignment.weights(), key.verifyingKey(), stored);
  }

  @Test
  void storedColumnsOfAnotherSetupAreRefused() {
    ProvingKey key = run(PARAMETERS, (byte) 1);
    assertMismatch("the root of WEIGHTS is not the key's", key, run(PARAMETERS, (byte) 2).stored());
    ProofParameters small = ProofParameters.of(Profile.SMALL, 100);
    assertMismatch("the columns of FIXED are of another size", key, run(small, (byte) 1).stored());
    toy.assignment.weights()[0][3] ^= 1;
    assertMismatch("column 0 of WEIGHTS has other values than the circuit", key, key.stored());
    toy.circuit.copies().add(0, 1);
    String message = assertThrows(UnsupportedCircuitException.class, () -> restore(key, key.stored())).getMessage();
    assertEquals("the circuit is not the one that the key was made for", message);
  }

  private void assertMismatch(String message, ProvingKey key, Map<Oracle, StoredColumns> stored) {
    assertEquals(message, assertThrows(StoredColumns.MismatchException.class, () -> restore(key, stored)).getMessage());
  }
}

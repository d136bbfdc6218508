package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.circuit.Circuit;
import zkopt.circuit.Constraint;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.Expr;
import zkopt.protocol.Profile;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofCodec;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.VerifyingKey;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/** True statements are proved, and the proofs accepted. */
class EndToEndTest {
  private static final byte[] SEED = new byte[32];

  @ParameterizedTest
  @CsvSource({
    "BALANCED,100,9,100", "BALANCED,128,10,300", "SMALL,100,10,100", "SMALL,128,9,100", "FAST,100,10,200", "FAST,128,10,200",
    "BALANCED,107,9,100", "BALANCED,100,12,3000"
  })
  void provesAndVerifies(Profile profile, int bits, int logRows, int gates) throws Exception {
    ProofParameters parameters = ProofParameters.of(profile, bits);
    ToyCircuit toy = ToyCircuit.of(logRows, gates, parameters, 1);
    ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, SEED);
    byte[] proof = Prover.prove(key, toy.assignment, SEED).toBytes();
    VerifyingKey read = VerifyingKey.fromBytes(key.verifyingKey().toBytes());
    assertEquals(new Verdict(true, ""), Verifier.verify(read, toy.assignment.instance(), proof));
    assertArrayEquals(proof, ProofCodec.decode(read.shape(), proof).toBytes());
  }

  /** A value that an expression reads and cancels is opened nowhere, and asked for nowhere. */
  @Test
  void whatCancelsIsNotRead() {
    ProofParameters parameters = ProofParameters.of(Profile.BALANCED, 100);
    ToyCircuit toy = ToyCircuit.of(9, 100, parameters, 1);
    ConstraintSystem s = toy.circuit.system();
    Expr below = Expr.cell(ToyCircuit.B, 1);
    List<Constraint> constraints = new ArrayList<>(s.constraints());
    constraints.add(new Constraint("nothing", "cancels", below.minus(below)));
    ProvingKey key = Setup.run(with(toy.circuit, constraints), toy.assignment.weights(), parameters, SEED);
    byte[] proof = Prover.prove(key, toy.assignment, SEED).toBytes();
    assertEquals(new Verdict(true, ""), Verifier.verify(key.verifyingKey(), toy.assignment.instance(), proof));
  }

  /** Its quotient is evaluated on cosets outside of the domain. */
  @Test
  void aGateMayHaveAHigherDegreeThanTheArguments() {
    ProofParameters parameters = ProofParameters.of(Profile.FAST, 100);
    ToyCircuit toy = ToyCircuit.of(10, 100, parameters, 1);
    ConstraintSystem s = toy.circuit.system();
    Expr high = s.constraints().getFirst().expr();
    for (int i = 0; i < 4; i++) {
      high = high.times(Expr.cell(ToyCircuit.B));
    }
    List<Constraint> constraints = new ArrayList<>(s.constraints());
    constraints.add(new Constraint("high", "degree", high));
    ProvingKey key = Setup.run(with(toy.circuit, constraints), toy.assignment.weights(), parameters, SEED);
    assertTrue(key.shape().relation().degree() > parameters.argumentDegree());
    byte[] proof = Prover.prove(key, toy.assignment, SEED).toBytes();
    assertEquals(new Verdict(true, ""), Verifier.verify(key.verifyingKey(), toy.assignment.instance(), proof));
  }

  @Test
  void aLookupOutsideOfTheTableIsNoProof() {
    ProofParameters parameters = ProofParameters.of(Profile.BALANCED, 100);
    ToyCircuit toy = ToyCircuit.of(9, 100, parameters, 1);
    ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, SEED);
    toy.assignment.witness()[ToyCircuit.BYTE.index()][5] = 256;
    WitnessException e = assertThrows(WitnessException.class, () -> Prover.prove(key, toy.assignment, SEED));
    assertTrue(e.getMessage().startsWith("no table holds [1, 256], looked up by 'byte.range' in row 5"), e.getMessage());
  }

  @Test
  void sameSeedSameProofOtherSeedOtherProof() {
    ProofParameters parameters = ProofParameters.of(Profile.BALANCED, 100);
    ToyCircuit toy = ToyCircuit.of(9, 100, parameters, 1);
    ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, SEED);
    Proof first = Prover.prove(key, toy.assignment, SEED);
    assertArrayEquals(first.toBytes(), Prover.prove(key, toy.assignment, SEED).toBytes());
    byte[] other = SEED.clone();
    other[0] = 1;
    assertNotEquals(first.openings()[0], Prover.prove(key, toy.assignment, other).openings()[0]);
  }

  private static Circuit with(Circuit c, List<Constraint> constraints) {
    ConstraintSystem s = c.system();
    ConstraintSystem system = new ConstraintSystem(s.fixedColumns(), s.weightColumns(), s.witnessColumns(), s.instanceColumns(), s.challenges(),
        constraints, s.lookups(), s.tables(), s.accumulators(), s.wired());
    return new Circuit(system, c.logRows(), c.blindingRows(), c.weightRows(), c.fixed(), c.copies(), c.publicValues(), c.regions());
  }
}

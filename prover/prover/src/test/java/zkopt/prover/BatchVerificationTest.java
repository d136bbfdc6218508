package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.verifier.Claim;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/** Many proofs under one key: each has the verdict that it has alone, and a bad one neither hides nor spoils others. */
class BatchVerificationTest {
  private static final int PROOFS = 5;

  private static ProvingKey key;
  private static final List<Claim> GOOD = new ArrayList<>();

  @BeforeAll
  static void prove() {
    ProofParameters parameters = ProofParameters.of(Profile.BALANCED, 100);
    ToyCircuit toy = ToyCircuit.of(9, 100, parameters, 1);
    key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, new byte[Setup.SEED_BYTES]);
    for (byte i = 0; i < PROOFS; i++) {
      byte[] seed = new byte[Setup.SEED_BYTES];
      seed[0] = i;
      GOOD.add(new Claim(toy.assignment.instance(), Prover.prove(key, toy.assignment, seed).toBytes()));
    }
  }

  private static List<Verdict> single(List<Claim> claims) {
    return claims.stream().map(c -> Verifier.verify(key.verifyingKey(), c.instance(), c.proof())).toList();
  }

  @Test
  void goodProofsAreAccepted() {
    List<Verdict> verdicts = Verifier.verifyAll(key.verifyingKey(), GOOD);
    assertEquals(PROOFS, verdicts.size());
    assertTrue(verdicts.stream().allMatch(Verdict::accepted));
    assertEquals(List.of(), Verifier.verifyAll(key.verifyingKey(), List.of()));
  }

  @Test
  void oneBadProofAtEachPlace() {
    for (int bad = 0; bad < PROOFS; bad++) {
      List<Claim> claims = new ArrayList<>(GOOD);
      byte[] changed = claims.get(bad).proof().clone();
      changed[changed.length / 2] ^= 1;
      claims.set(bad, new Claim(claims.get(bad).instance(), changed));
      List<Verdict> verdicts = Verifier.verifyAll(key.verifyingKey(), claims);
      for (int i = 0; i < PROOFS; i++) {
        assertEquals(i != bad, verdicts.get(i).accepted(), "claim " + i + " with a bad one at " + bad);
      }
      assertEquals(single(claims), verdicts);
    }
  }

  @Test
  void everyKindOfBadClaimHasTheVerdictThatItHasAlone() {
    long[][] instance = GOOD.getFirst().instance();
    long[][] other = {instance[0].clone()};
    other[0][0]++;
    byte[] proof = GOOD.getFirst().proof();
    List<Claim> claims = List.of(new Claim(null, proof), new Claim(new long[0][], proof), GOOD.get(1), new Claim(other, proof),
        new Claim(instance, new byte[0]), new Claim(new long[][] {null}, proof), GOOD.get(2));
    List<Verdict> verdicts = Verifier.verifyAll(key.verifyingKey(), claims);
    assertEquals(single(claims), verdicts);
    assertEquals(List.of(false, false, true, false, false, false, true), verdicts.stream().map(Verdict::accepted).toList());
  }
}

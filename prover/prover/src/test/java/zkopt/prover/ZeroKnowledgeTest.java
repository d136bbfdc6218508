package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zkopt.field.Goldilocks;
import zkopt.kernel.Ntt;
import zkopt.protocol.Profile;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.Transcript;
import zkopt.protocol.constraint.Oracle;

/** The counted argument of {@code PROTOCOL.md}, "Zero knowledge", on the numbers; and a distinguisher that must fail on proofs. */
class ZeroKnowledgeTest {
  private static final int BUCKETS = 16;

  /** The values at all points that a proof determines are uniform: the map from the random rows to them is onto. */
  @Test
  void blindingRowsReachAllDeterminedValues() {
    ProofParameters parameters = ProofParameters.of(Profile.BALANCED, 100);
    int logRows = 9;
    int rows = 1 << logRows;
    int blinding = parameters.blindingRows();
    // at worst 3 values for each query, and 9 out of the domain, which are as good as 9 points of F for counting dimensions
    int points = 3 * parameters.queries() + 9;
    assertTrue(points < blinding, points + " values, " + blinding + " rows");
    long root = Goldilocks.rootOfUnity(logRows);
    long[] at = new Random(1).longs(points).map(Goldilocks::canonical).toArray();
    assertEquals(points, rank(lagrange(at, root, rows - blinding + 1, rows)));
    assertEquals(points - 1, rank(lagrange(at, root, rows - points + 1, rows)), "one random row too few");
  }

  /** L_r(x) up to factors of the point and of the row, which leave the rank as it is: 1/(x - w^r). */
  private static long[][] lagrange(long[] at, long root, int from, int to) {
    return Arrays.stream(at).mapToObj(x -> Goldilocks.batchInverse(
        IntStream.range(from, to).mapToLong(r -> Goldilocks.sub(x, Goldilocks.pow(root, r))).toArray())).toArray(long[][]::new);
  }

  private static int rank(long[][] m) {
    int rank = 0;
    for (int c = 0; c < m[0].length && rank < m.length; c++) {
      int pivot = rank;
      while (pivot < m.length && m[pivot][c] == 0) pivot++;
      if (pivot == m.length) continue;
      long[] swap = m[pivot];
      m[pivot] = m[rank];
      m[rank] = swap;
      long inverse = Goldilocks.inverse(m[rank][c]);
      for (int i = rank + 1; i < m.length; i++) {
        long factor = Goldilocks.mul(m[i][c], inverse);
        for (int k = c; k < m[0].length; k++) {
          m[i][k] = Goldilocks.sub(m[i][k], Goldilocks.mul(factor, m[rank][k]));
        }
      }
      rank++;
    }
    return rank;
  }

  /** Who guesses the witness learns nothing from opened rows: what is left of them after the guess looks uniform. */
  @Test
  void aRightGuessOfTheWitnessDoesNotShow() {
    double critical = 45; // chi-square, 15 degrees of freedom: exceeded with probability 8e-5; seeds are fixed
    assertTrue(chiSquareAfterGuess(Deviation.NONE) < critical);
    assertTrue(chiSquareAfterGuess(new Deviation() {
      @Override
      public boolean blinds() {
        return false;
      }
    }) > 500 * critical, "the test must flag columns that are not blinded");
  }

  private static double chiSquareAfterGuess(Deviation deviation) {
    ProofParameters parameters = ProofParameters.of(Profile.BALANCED, 100);
    ToyCircuit toy = ToyCircuit.of(9, 100, parameters, 4);
    ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, new byte[32]);
    long[][] guess = Ntt.extend(toy.assignment.witness(), parameters.logBlowup(), ProofShape.SHIFT);
    long[] counts = new long[BUCKETS];
    long total = 0;
    for (byte seed = 1; seed <= 6; seed++) {
      byte[] bytes = new byte[32];
      bytes[0] = seed;
      Proof proof = Prover.prove(key, toy.assignment, bytes, deviation);
      int[] queries = queries(key, toy, proof);
      long[][] opened = proof.trees().get(Oracle.WITNESS).rows();
      for (int q = 0; q < queries.length; q++) {
        for (int c = 0; c < guess.length; c++) {
          counts[(int) (Goldilocks.sub(opened[q][c], guess[c][queries[q]]) & (BUCKETS - 1))]++;
          total++;
        }
      }
    }
    double expected = (double) total / BUCKETS;
    return Arrays.stream(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }

  private static int[] queries(ProvingKey key, ToyCircuit toy, Proof proof) {
    var transcript = new ProtocolTranscript(
        key.verifyingKey(), toy.assignment.instance(), new Transcript());
    transcript.witness(proof.witnessRoot());
    transcript.phase2(proof.phase2Root());
    transcript.quotient(proof.quotientRoot());
    transcript.openings(proof.openings());
    proof.friRoots().forEach(transcript::fold);
    transcript.finalPolynomial(proof.finalPolynomial());
    return transcript.queries(proof.nonce());
  }
}

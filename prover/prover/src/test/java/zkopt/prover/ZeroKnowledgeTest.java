package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.Ntt;
import zkopt.protocol.Opening;
import zkopt.protocol.Profile;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.Transcript;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.eval.RowSource;

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

  /** Column by column: what a proof determines of it, and the random values that it carries. */
  @ParameterizedTest
  @EnumSource(Profile.class)
  void everyPrivateColumnCarriesMoreRandomnessThanAProofDetermines(Profile profile) {
    ProofParameters parameters = ProofParameters.of(profile, 100);
    for (ToyCircuit toy : List.of(ToyCircuit.of(10, 100, parameters, 4), WideCircuit.of(10, parameters, 4))) {
      ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, new byte[32]);
      Map<Opening, Integer> points = new HashMap<>();
      key.shape().openings().forEach(o -> points.merge(new Opening(o.oracle(), o.column(), 0), 1, Integer::sum));
      points.forEach((column, rotations) -> {
        int determined = rotations * (parameters.queries() + Ext3.DEGREE);
        switch (column.oracle()) {
          // the row u of running columns is fixed
          case WITNESS, PHASE2 -> assertTrue(determined <= toy.circuit.blindingRows() - 1, column.toString());
          case WEIGHTS -> assertTrue(key.proofBudget() * determined <= toy.circuit.rows() - toy.circuit.weightRows(), column.toString());
          case QUOTIENT -> assertEquals(parameters.quotientMaskLength(), determined, column.toString());
          case FIXED, INSTANCE -> assertFalse(column.oracle().isPrivate());
        }
      });
      Proof proof = Prover.prove(key, toy.assignment, new byte[32]);
      proof.trees().forEach((oracle, tree) -> assertTrue(tree.rows().length <= parameters.queries(), oracle.toString()));
    }
  }

  /** Who guesses private columns learns nothing from what is opened of them: what is left of it after the guess looks uniform. */
  @ParameterizedTest
  @EnumSource(names = {"WITNESS", "PHASE2"})
  void aRightGuessDoesNotShow(Oracle oracle) {
    double critical = 45; // chi-square, 15 degrees of freedom: exceeded with probability 8e-5; seeds are fixed
    Guess blinded = new Guess(oracle, true);
    blinded.tryOut();
    assertTrue(blinded.rows.chiSquare() < critical, "opened rows");
    assertTrue(blinded.openings.chiSquare() < critical, "openings out of the domain");
    Guess unblinded = new Guess(oracle, false);
    unblinded.tryOut();
    String must = "the test must flag columns that are not blinded";
    assertTrue(unblinded.rows.chiSquare() > 100 * critical, must);
    assertTrue(unblinded.openings.chiSquare() > 10 * critical, must);
  }

  /** Salts are drawn anew for each leaf and each proof. */
  @Test
  void noSaltIsUsedTwice() {
    ProofParameters parameters = ProofParameters.of(Profile.BALANCED, 100);
    ToyCircuit toy = ToyCircuit.of(9, 100, parameters, 4);
    ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, new byte[32]);
    Histogram words = new Histogram();
    Set<List<Long>> seen = new HashSet<>();
    for (byte seed = 1; seed <= 4; seed++) {
      Proof proof = Prover.prove(key, toy.assignment, seed(seed));
      for (Oracle oracle : List.of(Oracle.WITNESS, Oracle.PHASE2, Oracle.QUOTIENT)) {
        for (long[] salt : proof.trees().get(oracle).salts()) {
          assertTrue(seen.add(Arrays.stream(salt).boxed().toList()), oracle.toString());
          Arrays.stream(salt).forEach(words::add);
        }
      }
    }
    assertTrue(words.chiSquare() < 45);
  }

  private static byte[] seed(byte first) {
    byte[] seed = new byte[32];
    seed[0] = first;
    return seed;
  }

  /** How often low bits occur. */
  private static final class Histogram {
    private final long[] counts = new long[BUCKETS];

    void add(long value) {
      counts[(int) (value & (BUCKETS - 1))]++;
    }

    double chiSquare() {
      double expected = (double) Arrays.stream(counts).sum() / BUCKETS;
      return Arrays.stream(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    }
  }

  /** The columns of an oracle as they are but for their blinding, held against proofs. */
  private static final class Guess implements Deviation {
    private final Oracle oracle;
    private final boolean blinds;
    private final Histogram rows = new Histogram();
    private final Histogram openings = new Histogram();
    private long[][] columns;
    private Ext3 zeta;

    Guess(Oracle oracle, boolean blinds) {
      this.oracle = oracle;
      this.blinds = blinds;
    }

    @Override
    public boolean blinds() {
      return blinds;
    }

    @Override
    public void phase2(RowSource source, Ext3[] challenges) {
      if (oracle == Oracle.PHASE2) columns = Arrays.stream(source.columns().get(oracle)).map(long[]::clone).toArray(long[][]::new);
    }

    @Override
    public Ext3[] openings(Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
      this.zeta = zeta;
      return openings;
    }

    void tryOut() {
      ProofParameters parameters = ProofParameters.of(Profile.BALANCED, 100);
      ToyCircuit toy = ToyCircuit.of(9, 100, parameters, 4);
      ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), parameters, new byte[32]);
      columns = toy.assignment.witness();
      for (byte seed = 1; seed <= 6; seed++) {
        Proof proof = Prover.prove(key, toy.assignment, seed(seed), this);
        compareRows(key.shape(), proof.trees().get(oracle).rows(), queries(key, toy, proof));
        compareOpenings(key.shape(), proof.openings());
      }
    }

    private void compareRows(ProofShape shape, long[][] opened, int[] queries) {
      long[][] guess = Ntt.extend(columns, shape.parameters().logBlowup(), ProofShape.SHIFT);
      for (int q = 0; q < queries.length; q++) {
        for (int c = 0; c < guess.length; c++) {
          rows.add(Goldilocks.sub(opened[q][c], guess[c][queries[q]]));
        }
      }
    }

    private void compareOpenings(ProofShape shape, Ext3[] opened) {
      long[][] weights = Ntt.lagrange(shape.logRows(), zeta);
      for (int i = 0; i < opened.length; i++) {
        Opening opening = shape.openings().get(i);
        if (opening.oracle() != oracle || opening.column() >= columns.length) continue;
        Ext3 difference = opened[i].sub(Ntt.evaluateAt(new long[][] {columns[opening.column()]}, weights, opening.rotation())[0]);
        openings.add(difference.c0());
        openings.add(difference.c1());
        openings.add(difference.c2());
      }
    }
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

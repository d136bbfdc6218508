package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zkopt.circuit.Assignment;
import zkopt.circuit.Column;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.Ntt;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointEvaluation;
import zkopt.protocol.constraint.PointValues;
import zkopt.protocol.constraint.RowPolynomial;
import zkopt.prover.eval.RowSource;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/** A prover that goes on in spite of a false statement convinces no verifier. */
class SoundnessTest {
  private static final byte[] SEED = new byte[32];
  private static final ProofParameters PARAMETERS = ProofParameters.of(Profile.BALANCED, 100);
  private static final int GATES = 100;

  private ToyCircuit toy;
  private ProvingKey key;

  @BeforeEach
  void setUp() {
    toy = ToyCircuit.of(9, GATES, PARAMETERS, 2);
    key = Setup.run(toy.circuit, toy.assignment.weights(), PARAMETERS, SEED);
  }

  private void assertRejected(Deviation deviation) {
    byte[] proof = Prover.prove(key, toy.assignment, SEED, deviation).toBytes();
    assertEquals("the constraints do not hold", Verifier.verify(key.verifyingKey(), toy.assignment.instance(), proof).reason());
  }

  private void set(Column column, int row, long value) {
    toy.assignment.witness()[column.index()][row] = value;
  }

  @Test
  void honestProofIsAccepted() {
    byte[] proof = Prover.prove(key, toy.assignment, SEED, Deviation.NONE).toBytes();
    assertEquals(new Verdict(true, ""), Verifier.verify(key.verifyingKey(), toy.assignment.instance(), proof));
  }

  @Test
  void wrongProduct() {
    set(ToyCircuit.B, 50, 1001);
    assertRejected(Deviation.NONE);
  }

  @Test
  void otherWeightThanCommitted() {
    int row = 10;
    long a = toy.assignment.witness()[0][row];
    set(ToyCircuit.Y, row, Goldilocks.add(toy.assignment.witness()[3][row], a));
    assertRejected(Deviation.NONE);
  }

  @Test
  void wrongContraction() {
    set(ToyCircuit.AGAIN, 20, 12345);
    assertRejected(Deviation.NONE);
  }

  @Test
  void brokenCopyWithinTheWitness() {
    // row 61 starts from another value than row 60 ended with, and all else is consistent
    long[][] w = toy.assignment.witness();
    w[0][61] = 17;
    w[2][61] = Goldilocks.mul(17, w[1][61]);
    w[3][61] = Goldilocks.add(Goldilocks.mul(toy.assignment.weights()[0][61], 17), w[2][61]);
    w[7][GATES - 1 - 61] = 17;
    assertRejected(Deviation.NONE);
  }

  @Test
  void wrongPublicValue() {
    Assignment a = toy.assignment;
    long[][] lie = {{a.instance()[0][0] ^ 1, 0}};
    toy.assignment.instance()[0] = lie[0];
    assertRejected(Deviation.NONE);
  }

  @Test
  void lookupOutsideOfTheTableIsNoProofForAnHonestProver() {
    set(ToyCircuit.BYTE, 5, 256);
    WitnessException e = assertThrows(WitnessException.class, () -> Prover.prove(key, toy.assignment, SEED));
    assertTrue(e.getMessage().startsWith("no table holds [1, 256], looked up by 'byte.range' in row 5"), e.getMessage());
  }

  @Test
  void lookupOutsideOfTheTable() {
    set(ToyCircuit.BYTE, 5, 256);
    assertRejected(new Deviation() {
      @Override
      public Multiplicities.Missing missing(Multiplicities.Missing refuse) {
        return (_, _, _) -> {};
      }
    });
  }

  @Test
  void wrongMultiplicity() {
    assertRejected(new Deviation() {
      @Override
      public void multiplicities(long[][] counts) {
        counts[0][3]++;
      }
    });
  }

  @Test
  void wrongAccumulator() {
    assertRejected(change(new Relation(toy.circuit.system(), PARAMETERS.degreeBound()).accumulators().rules().get(1).column()));
  }

  @Test
  void wrongPermutationProduct() {
    assertRejected(change(key.shape().relation().permutation().columns().getFirst()));
  }

  @Test
  void wrongLookupHelper() {
    assertRejected(change(key.shape().relation().lookups().helpers().getFirst()));
  }

  @Test
  void wrongLookupSum() {
    assertRejected(change(key.shape().relation().lookups().sum() + Ext3.DEGREE - 1));
  }

  @Test
  void lookupSumThatDoesNotReturnToZero() {
    int column = key.shape().relation().lookups().sum();
    int end = toy.circuit.usableRows();
    assertRejected(new Deviation() {
      @Override
      public void phase2(RowSource source, Ext3[] challenges) {
        source.columns().get(Oracle.PHASE2)[column][end] = 1;
      }
    });
  }

  /** Openings that make the identity hold at zeta are not those of what was committed. */
  @Test
  void openingsThatFitTheIdentity() {
    set(ToyCircuit.B, 50, 1001);
    ProofShape shape = key.shape();
    byte[] proof = Prover.prove(key, toy.assignment, SEED, new Deviation() {
      @Override
      public Ext3[] openings(Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
        Ext3 combined = PointEvaluation.evaluate(
            shape.relation().graph(), shape.relation().combined(), at(challenges, zeta, openings));
        Ext3 wanted = combined.mul(zeta.pow(shape.rows()).subBase(1).inverse());
        Ext3 step = zeta.pow(shape.chunkLength());
        Ext3 quotient = Ext3.ZERO;
        for (int i = shape.chunks() - 1; i >= 0; i--) {
          quotient = quotient.mul(step).add(PointEvaluation.join(
              openings[shape.indexOf(Oracle.QUOTIENT, 3 * i, 0)],
              openings[shape.indexOf(Oracle.QUOTIENT, 3 * i + 1, 0)],
              openings[shape.indexOf(Oracle.QUOTIENT, 3 * i + 2, 0)]));
        }
        int first = shape.indexOf(Oracle.QUOTIENT, 0, 0);
        openings[first] = openings[first].add(wanted.sub(quotient));
        return openings;
      }
    }).toBytes();
    assertEquals("the opened values are not those of polynomials of low degree",
        Verifier.verify(key.verifyingKey(), toy.assignment.instance(), proof).reason());
  }

  private PointValues at(Ext3[] challenges, Ext3 zeta, Ext3[] openings) {
    ProofShape shape = key.shape();
    return new PointValues() {
      @Override
      public Ext3 challenge(int slot) {
        return challenges[slot];
      }

      @Override
      public Ext3 cell(Oracle oracle, int column, int rotation) {
        if (oracle != Oracle.INSTANCE) return openings[shape.indexOf(oracle, column, rotation)];
        return value(Columns.instance(toy.assignment.instance(), shape.rows())[column]);
      }

      @Override
      public Ext3 row(RowPolynomial polynomial) {
        return value(key.rowPolynomials().onRows().get(polynomial));
      }

      private Ext3 value(long[] onRows) {
        return Ntt.evaluateAt(new long[][] {onRows}, Ntt.lagrange(shape.logRows(), zeta))[0];
      }
    };
  }

  private static Deviation change(int column) {
    return new Deviation() {
      @Override
      public void phase2(RowSource source, Ext3[] challenges) {
        source.columns().get(Oracle.PHASE2)[column][7] ^= 1;
      }
    };
  }
}

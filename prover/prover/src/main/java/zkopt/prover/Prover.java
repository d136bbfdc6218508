package zkopt.prover;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.field.Ext3;
import zkopt.kernel.Ntt;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleOpening;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofShape;
import zkopt.protocol.ProtocolTranscript;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.eval.RowSource;

/** Makes proofs. The rounds are those of {@link ProtocolTranscript}. */
public final class Prover {
  private final ProvingKey key;
  private final ProofShape shape;
  private final Circuit circuit;
  private final Relation relation;
  private final Deviation deviation;
  private final StageTimes times;
  private final SeededRandom random;
  private final long[][] publicValues;
  private final long[][] instance;
  private final Map<Oracle, CommittedColumns> committed = new EnumMap<>(Oracle.class);

  private Prover(ProvingKey key, long[][] publicValues, byte[] seed, Deviation deviation, StageTimes times) {
    this.key = key;
    this.shape = key.shape();
    this.circuit = key.circuit();
    this.relation = shape.relation();
    this.deviation = deviation;
    this.times = times;
    this.random = new SeededRandom(seed).fork("proof");
    this.publicValues = publicValues;
    this.instance = Columns.instance(publicValues, circuit.rows());
    committed.put(Oracle.FIXED, key.fixed());
    committed.put(Oracle.WEIGHTS, key.weights());
  }

  /** With fresh randomness. */
  public static Proof prove(ProvingKey key, Assignment assignment, SecureRandom random) {
    byte[] seed = new byte[Setup.SEED_BYTES];
    random.nextBytes(seed);
    return prove(key, assignment, seed);
  }

  /**
   * Proves that the assignment satisfies the key's circuit. The weights are those of the key.
   *
   * @param seed 32 secret bytes that must not be used for another assignment, else both together tell of the witness
   * @throws WitnessException where the assignment does not have the form of the circuit or looks up what no table holds; other
   *     violations are for {@link zkopt.prover.check.MockProver} to find, and make a proof that no verifier accepts
   */
  public static Proof prove(ProvingKey key, Assignment assignment, byte[] seed) {
    return prove(key, assignment, seed, new StageTimes());
  }

  /** As {@link #prove(ProvingKey, Assignment, byte[])}; adds what each stage takes to {@code times}. */
  public static Proof prove(ProvingKey key, Assignment assignment, byte[] seed, StageTimes times) {
    return prove(key, assignment, seed, Deviation.NONE, times);
  }

  /** As {@link #prove(ProvingKey, Assignment, byte[])} but for the deviation: what comes out need not be a proof of anything. */
  public static Proof prove(ProvingKey key, Assignment assignment, byte[] seed, Deviation deviation) {
    return prove(key, assignment, seed, deviation, new StageTimes());
  }

  private static Proof prove(ProvingKey key, Assignment assignment, byte[] seed, Deviation deviation, StageTimes times) {
    check(key.circuit(), assignment);
    return new Prover(key, assignment.instance(), seed, deviation, times).prove(assignment.witness());
  }

  private static void check(Circuit circuit, Assignment assignment) {
    long[][] witness = assignment.witness();
    long[][] instance = assignment.instance();
    int[] counts = Arrays.stream(instance).mapToInt(v -> v.length).toArray();
    if (witness.length != circuit.system().witnessColumns() || !Arrays.equals(counts, circuit.publicValues())) {
      throw new WitnessException("the assignment does not have the columns and public values of the circuit");
    }
    Columns.check("witness", witness, circuit.rows());
    for (int c = 0; c < instance.length; c++) {
      Columns.check("instance", new long[][] {instance[c]}, counts[c]);
    }
  }

  private Proof prove(long[][] witness) {
    ProtocolTranscript transcript = new ProtocolTranscript(key.verifyingKey(), publicValues, deviation.transcript());
    byte[] witnessRoot = commitWitness(witness);
    byte[] phase2Root = commitPhase2(transcript.witness(witnessRoot));
    Ext3[] challenges = transcript.phase2(phase2Root);
    byte[] quotientRoot = commitQuotient(challenges);
    Ext3 zeta = transcript.quotient(quotientRoot);
    Batch batch = new Batch(shape, committed, zeta);
    Ext3[] values = times.run(Stage.OPENINGS, batch::open);
    Ext3[] openings = deviation.openings(challenges, zeta, values.clone());
    Ext3 batching = transcript.openings(openings);
    long[][] codeword = times.run(Stage.BATCH, () -> batch.codeword(values, batching));
    deviation.codeword(codeword, batching);
    Fri fri = times.run(Stage.FRI, () -> new Fri(shape, codeword, deviation, transcript));
    int[] grinding = transcript.finalPolynomial(fri.finalPolynomial());
    long nonce = times.run(Stage.GRINDING, () -> Grinding.nonce(grinding, shape.parameters().grindingBits()));
    int[] queries = transcript.queries(nonce);
    return times.run(Stage.QUERIES, () -> new Proof(witnessRoot, phase2Root, quotientRoot, openings, fri.roots(),
        fri.finalPolynomial(), nonce, open(queries), fri.open(queries)));
  }

  private Map<Oracle, MerkleOpening> open(int[] queries) {
    Map<Oracle, MerkleOpening> trees = new EnumMap<>(Oracle.class);
    for (Oracle oracle : ProofShape.COMMITTED) {
      if (shape.has(oracle)) trees.put(oracle, committed.get(oracle).open(queries));
    }
    return trees;
  }

  /** Phase 1: the witness, and the multiplicities of the tables. */
  private byte[] commitWitness(long[][] witness) {
    RowSource source = onRows(Map.of(Oracle.WITNESS, witness));
    Multiplicities.Missing missing = deviation.missing(Multiplicities.refusal(circuit));
    long[][] multiplicities = times.run(Stage.LOOKUPS, () -> Multiplicities.count(circuit, relation, source, missing));
    deviation.multiplicities(multiplicities);
    long[][] columns = Arrays.copyOf(witness, witness.length + multiplicities.length);
    System.arraycopy(multiplicities, 0, columns, witness.length, multiplicities.length);
    int blindFrom = deviation.blinds() ? circuit.usableRows() : circuit.rows();
    return times.run(Stage.COMMIT_WITNESS, () ->
        commit(Oracle.WITNESS, Blinding.blind(columns, blindFrom, random.fork("witness"))));
  }

  private byte[] commitPhase2(Ext3[] challenges) {
    long[][] columns = times.run(Stage.PHASE2, () -> phase2(challenges));
    committed.get(Oracle.WITNESS).dropValues();
    return times.run(Stage.COMMIT_PHASE2, () -> {
      Ntt.toCoefficients(columns);
      return commitCoefficients(Oracle.PHASE2, columns);
    });
  }

  private long[][] phase2(Ext3[] challenges) {
    long[][] columns = new long[relation.width(Oracle.PHASE2)][circuit.rows()];
    RowSource source = onRows(Map.of(Oracle.WITNESS, committed.get(Oracle.WITNESS).values(), Oracle.PHASE2, columns));
    Phase2 phase2 = new Phase2(relation, source, challenges, circuit.usableRows(), columns);
    phase2.accumulators();
    phase2.permutation();
    phase2.lookups();
    deviation.phase2(source, challenges);
    if (deviation.blinds()) phase2.blind(random.fork("phase 2"));
    return columns;
  }

  private byte[] commitQuotient(Ext3[] challenges) {
    long[][] coefficients = times.run(Stage.QUOTIENT, () -> quotient(challenges));
    return times.run(Stage.COMMIT_QUOTIENT, () -> commitCoefficients(Oracle.QUOTIENT, coefficients));
  }

  /** The coefficients of the quotient's chunks and of the mask of the batch, {@link Ntt#arrange arranged}. */
  private long[][] quotient(Ext3[] challenges) {
    Quotient quotient = new Quotient(key);
    long[][] chunks = quotient.chunks(quotient.coefficients(committed, instance, challenges), random.fork("quotient"));
    deviation.quotient(chunks);
    long[][] columns = Arrays.copyOf(chunks, chunks.length + Ext3.DEGREE);
    Parallel.forEach(columns.length, c -> {
      if (c < chunks.length) {
        Ntt.arrange(columns[c]);
      } else {
        columns[c] = new long[circuit.rows()];
        random.fork("mask " + (c - chunks.length)).fill(columns[c], 0, circuit.rows());
      }
    });
    return columns;
  }

  private byte[] commit(Oracle oracle, long[][] values) {
    return commit(oracle, CommittedColumns.commit(shape, oracle, values, key.extensions(), random));
  }

  private byte[] commitCoefficients(Oracle oracle, long[][] coefficients) {
    return commit(oracle, CommittedColumns.commitCoefficients(shape, oracle, coefficients, key.extensions(), random));
  }

  private byte[] commit(Oracle oracle, CommittedColumns columns) {
    committed.put(oracle, columns);
    return columns.root();
  }

  private RowSource onRows(Map<Oracle, long[][]> own) {
    Map<Oracle, long[][]> columns = new EnumMap<>(own);
    columns.put(Oracle.FIXED, key.fixed().values());
    columns.put(Oracle.WEIGHTS, key.weights().values());
    columns.put(Oracle.INSTANCE, instance);
    return new RowSource(circuit.rows(), columns, key.rowPolynomials().onRows());
  }
}

package zkopt.prover;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import zkopt.circuit.Circuit;
import zkopt.circuit.ConstraintSystem;
import zkopt.kernel.SeededRandom;
import zkopt.protocol.CircuitDigest;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;

/** Commits to a circuit's fixed columns and to the weights: once for all proofs. */
public final class Setup {
  /** Bytes of a seed. */
  public static final int SEED_BYTES = 32;

  private Setup() {}

  /** With a seed from {@code random}, which must be fit for cryptography. */
  public static ProvingKey run(Circuit circuit, long[][] weights, ProofParameters parameters, RandomGenerator random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return run(circuit, weights, parameters, seed);
  }

  /**
   * @param weights weight columns, canonical, of full height; rows from the circuit's {@code weightRows} on are overwritten
   *     with randomness in the key
   * @param seed 32 secret bytes, the source of blinding and salts; the same seed gives the same key
   * @throws UnsupportedCircuitException where the parameters cannot prove the circuit
   */
  public static ProvingKey run(Circuit circuit, long[][] weights, ProofParameters parameters, byte[] seed) {
    return run(circuit, () -> weights, parameters, seed);
  }

  /**
   * As {@link #run(Circuit, long[][], ProofParameters, byte[])}.
   *
   * @param weights gives the weight columns, which are copied and not held on to
   */
  public static ProvingKey run(Circuit circuit, Supplier<long[][]> weights, ProofParameters parameters, byte[] seed) {
    return run(circuit, weights, parameters, null, seed);
  }

  /** @param wish null for what fits the memory */
  static ProvingKey run(Circuit circuit, Supplier<long[][]> weights, ProofParameters parameters, Extensions wish, byte[] seed) {
    ConstraintSystem system = circuit.system();
    SeededRandom random = new SeededRandom(seed).fork("setup");
    check(circuit, weights.get());
    Relation relation = new Relation(system, parameters.degreeBound(), parameters.argumentDegree());
    AccumulatorStart.check(circuit, relation, random.fork("checks"));
    ProofShape shape = new ProofShape(relation, circuit.logRows(), parameters);
    Extensions extensions = wish == null ? Extensions.fitting(shape, () -> 0) : wish;

    long[][] sigma = Sigma.columns(circuit.copies(), system.wired().size(), circuit.logRows(), circuit.usableRows());
    long[][] fixed = Arrays.copyOf(circuit.fixed(), system.fixedColumns() + sigma.length);
    System.arraycopy(sigma, 0, fixed, system.fixedColumns(), sigma.length);
    CommittedColumns fixedColumns = CommittedColumns.commitForGood(shape, Oracle.FIXED, fixed, extensions, random);
    long[][] blinded = blinded(circuit, weights, random);
    CommittedColumns weightColumns = CommittedColumns.commitForGood(shape, Oracle.WEIGHTS, blinded, extensions, random);

    VerifyingKey key = new VerifyingKey(
        system,
        circuit.logRows(),
        circuit.blindingRows(),
        Arrays.stream(circuit.publicValues()).boxed().toList(),
        parameters,
        CircuitDigest.of(circuit),
        fixedColumns.root(),
        weightColumns.root());
    return new ProvingKey(circuit, key, extensions, fixedColumns, weightColumns);
  }

  private static long[][] blinded(Circuit circuit, Supplier<long[][]> weights, SeededRandom random) {
    return Blinding.blind(weights.get(), circuit.weightRows(), random.fork("weights"));
  }

  /**
   * The key of an earlier setup from the columns that were kept of it.
   *
   * @param weights those of the earlier setup
   * @param stored by {@link Oracle#FIXED} and {@link Oracle#WEIGHTS} what {@link ProvingKey#stored} gave. Believed where circuit,
   *     weights and key do not tell: a proof from other columns is one that no verifier accepts
   * @throws UnsupportedCircuitException where the circuit is not the key's
   * @throws StoredColumns.MismatchException where the columns do not go with circuit, weights or key
   */
  public static ProvingKey restore(Circuit circuit, long[][] weights, VerifyingKey key, Map<Oracle, StoredColumns> stored) {
    check(circuit, weights);
    if (!Arrays.equals(CircuitDigest.of(circuit), key.circuitDigest())) {
      throw new UnsupportedCircuitException("the circuit is not the one that the key was made for");
    }
    CommittedColumns fixed = restore(key, Oracle.FIXED, stored, circuit.fixed(), circuit.rows());
    CommittedColumns weightColumns = restore(key, Oracle.WEIGHTS, stored, weights, circuit.weightRows());
    return new ProvingKey(circuit, key, Extensions.fitting(key.shape(), () -> bytes(stored)), fixed, weightColumns);
  }

  private static long bytes(Map<Oracle, StoredColumns> stored) {
    return stored.values().stream().flatMap(s -> Stream.of(s.values(), s.extended())).flatMap(Arrays::stream).mapToLong(c -> (long) c.length * Long.BYTES).sum();
  }

  /** @param known the first columns, as far as row {@code rows} */
  private static CommittedColumns restore(
      VerifyingKey key, Oracle oracle, Map<Oracle, StoredColumns> stored, long[][] known, int rows) {
    CommittedColumns columns = CommittedColumns.restore(key.shape(), oracle, stored.get(oracle));
    for (int c = 0; c < known.length; c++) {
      if (!Arrays.equals(columns.values()[c], 0, rows, known[c], 0, rows)) {
        throw new StoredColumns.MismatchException("column %d of %s has other values than the circuit".formatted(c, oracle));
      }
    }
    if (!Arrays.equals(columns.root(), key.root(oracle))) {
      throw new StoredColumns.MismatchException("the root of %s is not the key's".formatted(oracle));
    }
    return columns;
  }

  private static void check(Circuit circuit, long[][] weights) {
    ConstraintSystem system = circuit.system();
    if (circuit.fixed().length != system.fixedColumns() || weights.length != system.weightColumns()) {
      throw new UnsupportedCircuitException("%d fixed and %d weight columns were given, and the system has %d and %d".formatted(
          circuit.fixed().length, weights.length, system.fixedColumns(), system.weightColumns()));
    }
    if (weights.length > 0 && circuit.weightRows() > circuit.usableRows()) {
      throw new UnsupportedCircuitException("weights stand in rows that are not usable");
    }
    Columns.check("fixed", circuit.fixed(), circuit.rows());
    Columns.check("weight", weights, circuit.rows());
  }
}

package zkopt.tools.prove;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.CopySet;
import zkopt.commit.MerkleTree;
import zkopt.hash.Blake3;
import zkopt.kernel.Ntt;
import zkopt.kernel.SeededRandom;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.VerifyingKey;
import zkopt.prover.Deviation;
import zkopt.prover.Multiplicities;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.tools.cli.ToolException;
import zkopt.tools.input.InputTensor;

/**
 * Runs the prover on nothing in particular in the background, while a model is read and laid out on one core: the virtual machine
 * then has compiled it when it is needed. Until it has, vector code is far slower than scalar code.
 */
final class WarmUp implements AutoCloseable {
  private static final int COLUMNS = 8;
  private static final int LOG_ROWS = 10;
  private static final int LOG_BLOWUP = 3;
  private static final MerkleShape SHAPE = new MerkleShape(LOG_ROWS + LOG_BLOWUP, COLUMNS, 2, Blake3.DIGEST_BYTES, 0);
  /** An empty table breaks its lookups, which does not matter. */
  private static final Deviation LOOKS_UP_NOTHING = new Deviation() {
    @Override
    public Multiplicities.Missing missing(Multiplicities.Missing refuse) {
      return (_, _, _) -> { };
    }
  };

  private volatile boolean stopped;

  private WarmUp() {}

  /** Starts committing; {@link #close} ends it. */
  static WarmUp start() {
    var random = new SeededRandom(new byte[Setup.SEED_BYTES]);
    long[][] columns = new long[COLUMNS][1 << LOG_ROWS];
    return repeating(() -> MerkleTree.salted(SHAPE, Ntt.extend(columns, LOG_BLOWUP, ProofShape.SHIFT), random));
  }

  private static WarmUp repeating(Runnable work) {
    var warmUp = new WarmUp();
    // in a pool of one thread, parallel work stays on that thread
    var pool = new ForkJoinPool(1);
    pool.execute(() -> warmUp.repeat(work));
    pool.shutdown(); // when that is done
    return warmUp;
  }

  private void repeat(Runnable work) {
    try {
      while (!stopped) work.run();
    } catch (RuntimeException e) {
      // what is wrong with the model will be found by those who need it; until then there is nothing to warm up with
    }
  }

  /** Starts proving empty tables of a model's system; {@link #close} ends it. */
  static WarmUp start(KeptSetup kept) {
    return repeating(new EmptyProofs(kept));
  }

  /** Proofs of nothing that nobody sees. */
  private static final class EmptyProofs implements Runnable {
    private final KeptSetup kept;
    private ProvingKey key;
    private Assignment assignment;

    EmptyProofs(KeptSetup kept) {
      this.kept = kept;
    }

    @Override
    public void run() {
      if (key == null) prepare(kept.get().key());
      Prover.prove(key, assignment, new byte[Setup.SEED_BYTES], LOOKS_UP_NOTHING);
    }

    private void prepare(VerifyingKey model) {
      ConstraintSystem system = model.system();
      ProofParameters parameters = model.parameters();
      int logRows = Integer.SIZE - Integer.numberOfLeadingZeros(parameters.blindingRows());
      int rows = 1 << logRows;
      var circuit = new Circuit(system, logRows, parameters.blindingRows(), 0, new long[system.fixedColumns()][rows], new CopySet(),
          new int[system.instanceColumns()], List.of());
      assignment = new Assignment(new long[system.weightColumns()][rows], new long[system.witnessColumns()][rows],
          new long[system.instanceColumns()][0]);
      key = Setup.run(circuit, assignment.weights(), parameters, new byte[Setup.SEED_BYTES]);
    }
  }

  /** Makes proofs that nobody sees, of a model's run on zeros, so that all of the prover is compiled. */
  static void prove(LoadedModel loaded, ProvingKey key, int proofs) {
    try {
      var zeros = LoadedModel.specs(loaded.model()).stream().map(s -> new long[(int) InputTensor.elements(s.shape())]).toArray(long[][]::new);
      for (int i = 0; i < proofs; i++) {
        Prover.prove(key, LoadedModel.run(loaded.model(), zeros).assignment(), new SecureRandom());
      }
    } catch (ToolException e) {
      // the model does not take zeros: then its first inputs take longer
    }
  }

  @Override
  public void close() {
    stopped = true;
  }
}

package zkopt.tools.prove;

import java.security.SecureRandom;
import java.util.concurrent.ForkJoinPool;
import zkopt.commit.MerkleTree;
import zkopt.hash.Blake3;
import zkopt.kernel.Kernels;
import zkopt.kernel.Ntt;
import zkopt.kernel.SeededRandom;
import zkopt.kernel.VectorKernels;
import zkopt.merkle.MerkleShape;
import zkopt.protocol.ProofShape;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.tools.cli.ToolException;
import zkopt.tools.input.InputTensor;

/**
 * Runs the prover's kernels on a little data in the background, while a model is read and laid out on one core: the virtual machine
 * then has compiled them when they are needed. Until it has, vector code is far slower than scalar code.
 */
final class WarmUp implements AutoCloseable {
  private static final int COLUMNS = 8;
  private static final int LOG_ROWS = 10;
  private static final int LOG_BLOWUP = 3;
  private static final MerkleShape SHAPE = new MerkleShape(LOG_ROWS + LOG_BLOWUP, COLUMNS, 2, Blake3.DIGEST_BYTES, 0);

  private volatile boolean stopped;

  private WarmUp() {}

  /** Starts, where the kernels are vector code; {@link #close} ends it. */
  static WarmUp start() {
    var warmUp = new WarmUp();
    if (!(Kernels.best() instanceof VectorKernels)) return warmUp; // scalar code is compiled soon enough, and the core is better used
    var pool = new ForkJoinPool(1); // in a pool of one thread, parallel work stays on that thread
    pool.execute(warmUp::run);
    pool.shutdown(); // when that is done
    return warmUp;
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

  private void run() {
    var random = new SeededRandom(new byte[Setup.SEED_BYTES]);
    long[][] columns = new long[COLUMNS][1 << LOG_ROWS];
    while (!stopped) {
      MerkleTree.salted(SHAPE, Ntt.extend(columns, LOG_BLOWUP, ProofShape.SHIFT), random);
    }
  }
}

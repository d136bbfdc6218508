package zkopt.tools.prove;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import zkopt.assigner.LaidOutModel;
import zkopt.protocol.Proof;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.StageTimes;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/**
 * Makes and verifies proofs of one model, one after the other. The speed of a machine that others use too drifts within seconds: what is to be compared is
 * measured in several rounds, by turns.
 */
final class ProofLoop {
  /** How many rounds there are. */
  static final int ROUNDS = 3;

  private final ProvingKey key;
  private final Supplier<LaidOutModel.Run> assign;
  private final SecureRandom random = new SecureRandom();
  private final List<ProofRuns.Timed> counted = new ArrayList<>();

  /**
   * How long one goes on.
   *
   * @param proofs as many at least
   * @param time in which others begin
   */
  record Effort(int proofs, Duration time) {
    private static final int MILLIS = 1000;

    /** So many proofs. */
    static Effort of(int proofs) {
      return new Effort(proofs, Duration.ZERO);
    }

    static Effort of(int proofs, double seconds) {
      return new Effort(proofs, Duration.ofMillis((long) (seconds * MILLIS)));
    }

    /** What falls to one round. */
    private Effort share(int round) {
      return new Effort((proofs + round) / ROUNDS, time.dividedBy(ROUNDS));
    }

    private boolean goesOn(int made, long nanos) {
      return made < proofs || nanos < time.toNanos();
    }
  }

  /** @param assign the values of the table, computed anew for each proof */
  ProofLoop(ProvingKey key, Supplier<LaidOutModel.Run> assign) {
    this.key = key;
    this.assign = assign;
  }

  ProvingKey key() {
    return key;
  }

  /** Proofs that do not count. @throws ToolException when one is not accepted */
  void warmUp(Effort effort) {
    run(effort);
  }

  /** One round of the proofs that count. @param effort of all rounds @throws ToolException when one is not accepted */
  void round(int round, Effort effort) {
    counted.addAll(run(effort.share(round)));
  }

  /** Those that count. */
  ProofRuns runs() {
    return new ProofRuns(counted);
  }

  private List<ProofRuns.Timed> run(Effort effort) {
    var timed = new ArrayList<ProofRuns.Timed>();
    long first = System.nanoTime();
    while (effort.goesOn(timed.size(), System.nanoTime() - first)) timed.add(prove());
    return timed;
  }

  private ProofRuns.Timed prove() {
    byte[] seed = new byte[Setup.SEED_BYTES];
    random.nextBytes(seed);
    var stages = new StageTimes();
    long start = System.nanoTime();
    LaidOutModel.Run run = assign.get();
    long assigned = System.nanoTime();
    Proof proof = Prover.prove(key, run.assignment(), seed, stages);
    byte[] bytes = proof.toBytes();
    long proved = System.nanoTime();
    Verdict verdict = Verifier.verify(key.verifyingKey(), run.assignment().instance(), bytes);
    long verified = System.nanoTime();
    if (!verdict.accepted()) throw new ToolException("the verifier does not accept the proof: " + verdict.reason());
    return new ProofRuns.Timed((assigned - start) / 1e6, (proved - assigned) / 1e6, (verified - proved) / 1e6, stages, proof.nonce() + 1, bytes.length);
  }
}

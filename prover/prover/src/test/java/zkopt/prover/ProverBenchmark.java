package zkopt.prover;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.verifier.Verifier;

/** Times of whole proofs: {@code ProverBenchmark [log rows] [profile] [rounds]}. Prints wall and processor time of each round. */
final class ProverBenchmark {
  private static final OperatingSystemMXBean OS = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ProverBenchmark() {}

  public static void main(String[] args) {
    int logRows = args.length > 0 ? Integer.parseInt(args[0]) : 13;
    ProofParameters parameters = ProofParameters.of(args.length > 1 ? Profile.valueOf(args[1]) : Profile.BALANCED, 100);
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 10;
    byte[] seed = new byte[32];
    ToyCircuit wide = WideCircuit.of(logRows, parameters, 1);
    ProvingKey[] key = new ProvingKey[1];
    time("setup", () -> key[0] = Setup.run(wide.circuit, wide.assignment.weights(), parameters, seed));
    byte[][] proof = new byte[1][];
    for (int i = 0; i < rounds; i++) {
      time("prove", () -> proof[0] = Prover.prove(key[0], wide.assignment, seed).toBytes());
    }
    for (int i = 0; i < 3 * rounds; i++) {
      time("verify", () -> {
        var verdict = Verifier.verify(key[0].verifyingKey(), wide.assignment.instance(), proof[0]);
        if (!verdict.accepted()) throw new IllegalStateException(verdict.reason());
      });
    }
    System.out.printf("%d bytes, %d columns opened%n", proof[0].length, key[0].shape().openings().size());
  }

  private static void time(String what, Runnable task) {
    long wall = System.nanoTime();
    long cpu = OS.getProcessCpuTime();
    task.run();
    System.out.printf("%-8s %8.1f ms wall %8.1f ms processor%n", what, (System.nanoTime() - wall) / 1e6, (OS.getProcessCpuTime() - cpu) / 1e6);
  }
}

package zkopt.prover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import zkopt.kernel.Kernels;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;
import zkopt.verifier.Verifier;

/**
 * Times of whole proofs of {@link WideCircuit}: {@code ProverBenchmark [log rows] [rounds] [profile]}. Prints the stages of each
 * round and at the end a line of the table in {@code KERNELS.md}, with the best round's times. One size for each process, as the
 * peak of its memory is the process's.
 */
final class ProverBenchmark {
  private static final int WARM_UP_LOG_ROWS = 13;
  private static final int WARM_UP_ROUNDS = 20;

  private ProverBenchmark() {}

  public static void main(String[] args) throws IOException {
    int logRows = args.length > 0 ? Integer.parseInt(args[0]) : 14;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    Profile profile = args.length > 2 ? Profile.valueOf(args[2].toUpperCase(Locale.ROOT)) : Profile.BALANCED;
    ProofParameters parameters = ProofParameters.of(profile, 100);
    byte[] seed = new byte[Setup.SEED_BYTES];
    warmUp(parameters, seed);
    ToyCircuit wide = WideCircuit.of(logRows, parameters, 1);
    long start = System.nanoTime();
    ProvingKey key = Setup.run(wide.circuit, wide.assignment.weights(), parameters, seed);
    System.out.printf("%s; setup %.1f ms, %.2f GB; extensions kept on %d cosets%n", Kernels.best().name(), (System.nanoTime() - start) / 1e6,
        peakMemory() / 1e9, key.extensions().kept());
    StageTimes best = null;
    for (int i = 0; i < rounds; i++) {
      StageTimes times = new StageTimes();
      byte[] proof = Prover.prove(key, wide.assignment, seed, times).toBytes();
      print(times);
      if (best == null || times.total() < best.total()) best = times;
      var verdict = Verifier.verify(key.verifyingKey(), wide.assignment.instance(), proof);
      if (!verdict.accepted()) throw new IllegalStateException(verdict.reason());
    }
    ProofShape shape = key.shape();
    int columns = shape.width(Oracle.WITNESS) + shape.width(Oracle.PHASE2) + shape.width(Oracle.QUOTIENT);
    System.out.printf("| 2^%d | %d | %.3f | %.3f | %.2f | %.1f | %.2f |%n", logRows, columns, best.total() / 1e9, best.commit() / 1e9,
        (double) best.total() / best.commit(), (double) best.total() / ((long) columns << logRows), peakMemory() / 1e9);
  }

  /** Proofs that are small, until the methods are compiled. */
  private static void warmUp(ProofParameters parameters, byte[] seed) {
    ToyCircuit small = WideCircuit.of(WARM_UP_LOG_ROWS, parameters, 1);
    ProvingKey key = Setup.run(small.circuit, small.assignment.weights(), parameters, seed);
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      Prover.prove(key, small.assignment, seed);
    }
  }

  private static void print(StageTimes times) {
    StringBuilder line = new StringBuilder("%.1f ms:".formatted(times.total() / 1e6));
    for (Stage stage : Stage.values()) {
      line.append(" %s %.1f,".formatted(stage.title(), times.of(stage) / 1e6));
    }
    System.out.println(line.substring(0, line.length() - 1));
  }

  /** The largest resident size that the process has had, in bytes; Linux tells. */
  private static long peakMemory() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }
  }
}

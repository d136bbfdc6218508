package zkopt.tools.prove;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.assigner.LaidOutModel;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.Stage;
import zkopt.prover.StageTimes;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/** {@code zkprove bench}: times of a warm virtual machine. The proofs are thrown away, so they do not count against the budget. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Proves and verifies again and again in one process, and prints the median times; keeps no proof.",
    footer = {"", "With --calibrate it measures tables of a few sizes instead, once, so that 'zkprove estimate' knows this machine.", "", "Examples:",
        "  zkprove bench model.zkc --input x.json", "  zkprove bench model.zkc --input x.json --runs 30 --json", "  zkprove bench --calibrate fast balanced"})
public final class BenchVerb extends Verb {
  @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL.zkc", description = "The compiled model.")
  private Path file;

  @Option(names = {"-i", "--input"}, paramLabel = "FILE", description = "The input.")
  private Path input;

  @Option(names = "--runs", defaultValue = "15", paramLabel = "N", description = "Runs that count. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(names = "--warm-up", defaultValue = "15", paramLabel = "N", description = "Runs before them. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(names = "--calibrate", arity = "0..*", paramLabel = "PROFILE", description = "Measure this machine, with these profiles. Default: balanced.")
  private List<Profile> calibrate;

  @Override
  protected int run(Report report) {
    if (calibrate != null) return calibrate(report);
    if (file == null || input == null) throw new ToolException("a compiled model and '--input' are needed, or '--calibrate'");
    if (runs < 1 || warmUp < 0) throw new ToolException("there must be at least one run that counts, and no less than 0 before it");
    try (Stages stages = stages(LoadedModel.LOAD_STAGES + 1)) {
      LoadedModel loaded = LoadedModel.loadToProve(file, stages);
      long[][] inputs = loaded.quantize(input);
      ProvingKey key = stages.run("commit to the model", loaded::provingKey);
      var assign = new double[runs];
      var prove = new double[runs];
      var verify = new double[runs];
      var stageTimes = new StageTimes[runs];
      var random = new SecureRandom();
      byte[] proof = {};
      for (int i = -warmUp; i < runs; i++) {
        int slot = Math.max(i, 0);
        LaidOutModel.Run run = timed(assign, slot, () -> LoadedModel.run(loaded.model(), inputs));
        stageTimes[slot] = new StageTimes();
        byte[] seed = new byte[Setup.SEED_BYTES];
        random.nextBytes(seed);
        byte[] made = timed(prove, slot, () -> Prover.prove(key, run.assignment(), seed, stageTimes[slot]).toBytes());
        Verdict verdict = timed(verify, slot, () -> Verifier.verify(key.verifyingKey(), run.assignment().instance(), made));
        if (!verdict.accepted()) throw new ToolException("the verifier does not accept the proof: " + verdict.reason());
        proof = made;
      }
      report.line("median of %d runs after %d", runs, warmUp).add("runs", runs);
      add(report, "assign", assign);
      add(report, "prove", prove);
      addCells(report, key, median(prove));
      addStages(report, stageTimes);
      add(report, "verify", verify);
      report.line("proof    %s", Sizes.text(proof.length)).add("proofBytes", proof.length);
    }
    return ExitCode.GOOD;
  }

  private int calibrate(Report report) {
    List<Profile> profiles = calibrate.isEmpty() ? List.of(Profile.BALANCED) : calibrate;
    MachineProfile before = MachineProfile.load();
    Map<Profile, List<MachineProfile.Timed>> proofs = before == null ? new TreeMap<>() : new TreeMap<>(before.proofs());
    try (Stages stages = stages(profiles.size())) {
      for (Profile p : profiles) proofs.put(p, stages.run(p.name().toLowerCase(Locale.ROOT), () -> MachineCalibration.measure(p)));
    }
    MachineProfile machine = MachineProfile.of(proofs);
    machine.proofs().forEach((p, timed) -> timed.forEach(t -> report.line("%-9s %,14.0f cells %,10.1f ms", p.name().toLowerCase(Locale.ROOT), t.cells(), t.millis())));
    report.line("wrote     %s", machine.save()).add("machine", machine);
    return ExitCode.GOOD;
  }

  private static <T> T timed(double[] millis, int slot, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    millis[slot] = (System.nanoTime() - start) / 1e6;
    return result;
  }

  /** What 'zkprove estimate' predicts times from. */
  private static void addCells(Report report, ProvingKey key, double millis) {
    ProofShape shape = key.verifyingKey().shape();
    double cells = (double) shape.rows() * (shape.width(Oracle.WITNESS) + shape.width(Oracle.PHASE2) + shape.width(Oracle.QUOTIENT));
    report.line("  %.0f ms for a million committed cells", millis * 1e6 / cells).add("millisPerMillionCells", millis * 1e6 / cells);
  }

  /** What a proof's time consists of. */
  private static void addStages(Report report, StageTimes[] times) {
    var medians = new LinkedHashMap<String, Double>();
    for (Stage stage : Stage.values()) {
      double millis = median(Arrays.stream(times).mapToDouble(t -> t.of(stage) / 1e6).toArray());
      medians.put(stage.title(), millis);
      report.line("  %-24s %.1f ms", stage.title(), millis);
    }
    report.add("proveStagesMillis", medians);
    double[] ratios = Arrays.stream(times).mapToDouble(t -> (double) t.total() / t.commit()).toArray();
    report.line("  %.2f times the commitments", median(ratios)).add("proofToCommit", median(ratios));
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().skip(values.length / 2).findFirst().orElseThrow();
  }

  private static void add(Report report, String name, double[] millis) {
    double[] sorted = Arrays.stream(millis).sorted().toArray();
    double median = median(millis);
    report.line("%-8s %.1f ms (best %.1f, worst %.1f)", name, median, sorted[0], sorted[sorted.length - 1]);
    report.add(name + "Millis", median);
  }
}

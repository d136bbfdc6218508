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
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.assigner.LaidOutModel;
import zkopt.protocol.Profile;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.Stage;
import zkopt.prover.StageTimes;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/** {@code zkprove bench}: times of a warm virtual machine. The proofs are thrown away, so they do not count against the budget. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Proves and verifies again and again in one process, and prints the median times; keeps no proof.",
    footer = {"", "Beside what it measures it prints what 'zkprove estimate' predicts. The heap is the most that a proof and its key hold when garbage is collected again",
        "and again during one proof. With --calibrate it measures circuits of its own instead, under a minute for each profile, so that times on this machine are known.", "", "Examples:",
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

  /** Besides those of reading a model: prediction, commitment, memory. */
  private static final int STAGES = 3;

  @Override
  protected int run(Report report) {
    if (calibrate != null) return calibrate(report);
    if (file == null || input == null) throw new ToolException("a compiled model and '--input' are needed, or '--calibrate'");
    if (runs < 1 || warmUp < 0) throw new ToolException("there must be at least one run that counts, and no less than 0 before it");
    MachineProfile machine = MachineProfile.load(MachineProfile.file());
    try (Stages stages = stages(LoadedModel.LOAD_STAGES + STAGES)) {
      LoadedModel loaded = LoadedModel.load(file, stages);
      long[][] inputs = loaded.quantize(input);
      ProofForecast forecast = stages.run("predict", loaded::forecast);
      long before = LiveHeap.now();
      ProvingKey key = stages.run("commit to the model", loaded::provingKey);
      var assign = new double[runs];
      var prove = new double[runs];
      var verify = new double[runs];
      var stageTimes = new StageTimes[runs];
      var sizes = new int[runs];
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
        sizes[slot] = made.length;
        proof = made;
      }
      report.line("median of %d runs after %d", runs, warmUp).add("runs", runs);
      add(report, "assign", assign);
      add(report, "prove", prove);
      addStages(report, stageTimes);
      add(report, "verify", verify);
      report.add("proofBytes", proof.length);
      double bytes = Arrays.stream(sizes).average().orElseThrow();
      LaidOutModel.Run run = LoadedModel.run(loaded.model(), inputs);
      long heap = stages.run("measure the heap", () -> LiveHeap.most(() -> Prover.prove(key, run.assignment(), new byte[Setup.SEED_BYTES]))) - before;
      ProofForecast exact = ProofForecast.of(key.verifyingKey().shape());
      ProofTime time = ProofTime.of(forecast, Layouts.profile(loaded.compiled().parameters()), machine);
      var predictions = new Predictions();
      predictions.add("committedCells", "cells", forecast.committedCells(), exact.committedCells());
      if (time.isKnown()) predictions.add("proveMillis", time.isOwn() ? "time, ms" : "time, ms (usual machine)", time.millis(), median(prove));
      predictions.add("heapBytes", "heap, bytes", forecast.heapBytes(), heap);
      predictions.add("proofBytes", "proof, bytes", forecast.proofBytes(), bytes);
      predictions.addTo(report);
    }
    return ExitCode.GOOD;
  }

  private int calibrate(Report report) {
    List<Profile> profiles = calibrate.isEmpty() ? List.of(Profile.BALANCED) : calibrate;
    Path kept = MachineProfile.file();
    Map<Profile, UnitCosts> costs = new TreeMap<>(before(kept, report));
    try (Stages stages = stages(profiles.size())) {
      for (Profile p : profiles) costs.put(p, stages.run(p.name().toLowerCase(Locale.ROOT), () -> MachineCalibration.measure(p)));
    }
    MachineProfile machine = MachineProfile.of(costs);
    machine.save(kept);
    report.line("machine   %s", machine.machine());
    costs.forEach((p, of) -> of.millis().forEach((name, millis) -> report.line("  %-10s %-24s %s ms", p.name().toLowerCase(Locale.ROOT), name,
        Arrays.stream(millis).mapToObj("%.3g"::formatted).collect(Collectors.joining(", ")))));
    report.line("wrote     %s", kept).add("machine", machine);
    return ExitCode.GOOD;
  }

  /** What was measured of other profiles; nothing where that is of no use any more. */
  private static Map<Profile, UnitCosts> before(Path kept, Report report) {
    try {
      MachineProfile machine = MachineProfile.load(kept);
      return machine == null ? Map.of() : machine.costs();
    } catch (ToolException e) {
      report.line("'%s' was of no use and is replaced", kept);
      return Map.of();
    }
  }

  private static <T> T timed(double[] millis, int slot, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    millis[slot] = (System.nanoTime() - start) / 1e6;
    return result;
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

package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.protocol.Profile;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;

/** {@code zkprove bench}: times of a warm virtual machine. The proofs are thrown away, so they do not count against the budget. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Proves and verifies again and again in one process, and prints the median times beside what 'zkprove estimate' predicts; keeps no proof.",
    footer = {"", "With --calibrate it first measures circuits of its own, under a minute for each profile, so that times on this machine are known; models need not be named",
        "then. The time of a proof is that from the values of the table to the encoded proof. The heap is the most that a proof and its key hold when garbage",
        "is collected again and again during one proof. @FILE stands for the arguments in a file.", "", "Examples:",
        "  zkprove bench model.zkc --input x.json", "  zkprove bench model.zkc --input x.json --runs 30 --json", "  zkprove bench --calibrate fast balanced",
        "  zkprove bench --calibrate balanced --within 25 a.onnx=a.json b.onnx=b.npy c.zkc=c.json"})
public final class BenchVerb extends Verb {
  @Parameters(arity = "0..*", converter = BenchCase.Converter.class, paramLabel = "MODEL[=INPUT]", description = {"Compiled models; or .onnx files, which are compiled with formats from their input.",
      "Where no input is named it is zeros."})
  private List<BenchCase> cases = new ArrayList<>();

  @Option(names = {"-i", "--input"}, paramLabel = "FILE", description = "The input of a single model.")
  private Path input;

  @Option(names = "--runs", paramLabel = "N", description = "Proofs of each model that count. Default: at least 6, and all that begin in 3 seconds.")
  private Integer runs;

  @Option(names = "--warm-up", paramLabel = "N", description = "Proofs before them. Default: at least 2, and all that begin in 1 second.")
  private Integer warmUp;

  @Option(names = "--profile", paramLabel = "NAME", description = "Of .onnx files: fast, balanced or small. Default: balanced.")
  private Profile profile = Profile.BALANCED;

  @Option(names = "--calibrate", arity = "0..*", paramLabel = "PROFILE", description = "Measure this machine first, with these profiles. Default: that of '--profile'.")
  private List<Profile> calibrate;

  @Option(names = "--within", paramLabel = "PERCENT", description = "The answer is no (exit code 1) unless all predictions are within so much of what is measured.")
  private Double within;

  private static final ProofLoop.Effort USUAL_WARM_UP = ProofLoop.Effort.of(2, 1);
  private static final ProofLoop.Effort USUAL_RUNS = ProofLoop.Effort.of(6, 3);

  @Override
  protected int run(Report report) {
    check();
    MachineProfile machine = calibrate == null ? MachineProfile.load(MachineProfile.file()) : null;
    Map<Profile, MachineCalibration> calibrations = new TreeMap<>();
    var benches = new ArrayList<ModelBench>();
    try (Stages stages = stages(profiles().size() + cases.size() * (ModelBench.STAGES + 1) + ProofLoop.ROUNDS)) {
      for (BenchCase each : cases) benches.add(ModelBench.of(each, profile, stages));
      for (Profile p : profiles()) calibrations.put(p, stages.run(p.name().toLowerCase(Locale.ROOT), () -> new MachineCalibration(p)));
      for (ModelBench bench : benches) stages.run("warm up", () -> bench.warmUp(effort(warmUp, USUAL_WARM_UP)));
      for (int i = 0; i < ProofLoop.ROUNDS; i++) {
        int round = i;
        stages.run("prove and verify", () -> {
          calibrations.values().forEach(c -> c.round(round));
          benches.forEach(b -> b.round(round, effort(runs, USUAL_RUNS)));
        });
      }
    }
    if (calibrate != null) machine = keep(calibrations, report);
    return benches.isEmpty() ? ExitCode.GOOD : report(benches, machine, report);
  }

  /** Those to measure the machine with. */
  private Set<Profile> profiles() {
    if (calibrate == null) return Set.of();
    return calibrate.isEmpty() ? Set.of(profile) : EnumSet.copyOf(calibrate);
  }

  private static ProofLoop.Effort effort(Integer proofs, ProofLoop.Effort usual) {
    return proofs == null ? usual : ProofLoop.Effort.of(proofs);
  }

  private int report(List<ModelBench> benches, MachineProfile machine, Report report) {
    var all = new Predictions();
    var parts = new ArrayList<Report>();
    for (ModelBench bench : benches) {
      var part = new Report();
      all.addAll(bench.report(machine, part));
      report.addLines(part);
      parts.add(part);
    }
    if (parts.size() == 1) report.json().setAll(parts.getFirst().json());
    else report.add("models", parts.stream().map(Report::json).toList());
    return verdict(report, all);
  }

  private void check() {
    if (cases.isEmpty() && calibrate == null) throw new ToolException("a model is needed, or '--calibrate'");
    if (input != null) {
      if (cases.size() != 1 || cases.getFirst().input() != null) throw new ToolException("'--input' goes with a single model: write 'MODEL=INPUT'");
      cases = List.of(new BenchCase(cases.getFirst().model(), input));
    }
    if (runs != null && runs < 1 || warmUp != null && warmUp < 0) {
      throw new ToolException("there must be at least one run that counts, and no less than 0 before it");
    }
    if (within != null && !(within > 0)) throw new ToolException("'--within' must be positive, but is " + within);
  }

  private int verdict(Report report, Predictions predictions) {
    if (within == null) return ExitCode.GOOD;
    List<String> beyond = predictions.beyond(within / 100);
    if (beyond.isEmpty()) report.line("verdict   all %d predictions are within %s %%", predictions.count(), within);
    else report.line("verdict   %d of %d predictions are not within %s %%: %s", beyond.size(), predictions.count(), within, String.join(", ", beyond));
    report.add("notWithin", beyond);
    return beyond.isEmpty() ? ExitCode.GOOD : ExitCode.NO;
  }

  private static MachineProfile keep(Map<Profile, MachineCalibration> calibrations, Report report) {
    Path kept = MachineProfile.file();
    Map<Profile, UnitCosts> costs = new TreeMap<>(before(kept, report));
    calibrations.forEach((p, calibration) -> costs.put(p, calibration.costs()));
    MachineProfile machine = MachineProfile.of(costs);
    machine.save(kept);
    report.line("machine   %s", machine.machine());
    costs.forEach((p, of) -> of.millis().forEach((name, millis) -> report.line("  %-10s %-24s %s ms", p.name().toLowerCase(Locale.ROOT), name,
        Arrays.stream(millis).mapToObj("%.3g"::formatted).collect(Collectors.joining(", ")))));
    report.line("wrote     %s", kept).add("machine", machine);
    return machine;
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
}

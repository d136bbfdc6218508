package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import zkopt.assigner.LaidOutModel;
import zkopt.protocol.Profile;
import zkopt.prover.ProofWork;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.tools.artifact.ModelFiles;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.TemporaryFolder;

/** A model whose proofs are timed, and what was predicted of it. */
final class ModelBench {
  /** Stages of {@link #of}, besides those of a setup. */
  static final int STAGES = LoadedModel.LOAD_STAGES + 2;

  private final String name;
  private final Profile profile;
  private final ProofForecast forecast;
  private final LoadedModel loaded;
  private final long[][] inputs;
  private final long heap;
  private ProofLoop loop;

  private ModelBench(String name, LoadedModel loaded, long[][] inputs, Stages stages) {
    this.name = name;
    this.loaded = loaded;
    this.inputs = inputs;
    this.profile = Layouts.profile(loaded.compiled().parameters());
    this.forecast = stages.run("predict", loaded::forecast);
    this.heap = stages.run("measure the heap", this::measuredHeap);
  }

  private LaidOutModel.Run assign() {
    return LoadedModel.run(loaded.model(), inputs);
  }

  private long measuredHeap() {
    long before = LiveHeap.now();
    ProvingKey key = loaded.provingKey();
    LaidOutModel.Run run = assign();
    Runnable proof = () -> Prover.prove(key, run.assignment(), new byte[Setup.SEED_BYTES]);
    proof.run(); // methods that are not compiled yet take so long that garbage would be collected all the while
    return LiveHeap.most(proof) - before;
  }

  /**
   * Reads or compiles a model, and measures the heap: before anything else is held, as each collection of garbage would take the longer.
   *
   * @param profile of models that are to be compiled
   */
  static ModelBench of(BenchCase each, Profile profile, Stages stages) {
    if (!each.isSource()) return of(each, LoadedModel.load(each.model(), stages), stages);
    try (var folder = TemporaryFolder.create("zkprove-bench")) {
      Path compiled = folder.path().resolve("model.zkc");
      var options = new SetupOptions();
      options.profile = profile;
      if (each.input() != null) options.calibration = List.of(each.input());
      SetupJob.run(each.model(), options, stages).write(ModelFiles.of(compiled), false);
      return of(each, LoadedModel.load(compiled, stages), stages);
    }
  }

  private static ModelBench of(BenchCase each, LoadedModel loaded, Stages stages) {
    long[][] inputs = each.input() == null ? loaded.zeros() : loaded.quantize(each.input());
    return new ModelBench(each.model().toString(), loaded, inputs, stages);
  }

  /** Commits to the model, and proves until the virtual machine is warm. */
  void warmUp(ProofLoop.Effort effort) {
    loop = new ProofLoop(loaded.provingKey(), this::assign);
    loop.warmUp(effort);
  }

  /** One of the rounds. */
  void round(int round, ProofLoop.Effort effort) {
    loop.round(round, effort);
  }

  /** What was predicted, and measured in all rounds. @param machine null where this one was not measured */
  Predictions report(MachineProfile machine, Report report) {
    ProofRuns runs = loop.runs();
    ProofTime time = ProofTime.of(forecast, profile, machine);
    report.line("%s, profile %s: median of %d proofs", name, profile.name().toLowerCase(Locale.ROOT), runs.count()).add("model", name).add("runs", runs.count());
    add(report, "assign", runs, ProofRuns.Timed::assign);
    add(report, "prove", runs, ProofRuns.Timed::prove);
    addStages(report, runs, time, forecast.work());
    add(report, "verify", runs, ProofRuns.Timed::verify);
    double bytes = runs.mean(ProofRuns.Timed::bytes);
    report.add("proofBytes", bytes);
    ProofForecast exact = ProofForecast.of(loop.key().verifyingKey().shape());
    var predictions = new Predictions();
    predictions.add(name, "rows", "rows", forecast.rows(), exact.rows());
    predictions.add(name, "committedCells", "cells", forecast.committedCells(), exact.committedCells());
    if (time.isKnown()) predictions.add(name, "proveMillis", time.isOwn() ? "time, ms" : "time, ms (usual machine)", time.millis(), runs.median(ProofRuns.Timed::prove));
    predictions.add(name, "heapBytes", "heap, bytes", forecast.heapBytes(), heap);
    predictions.add(name, "proofBytes", "proof, bytes", forecast.proofBytes(), bytes);
    predictions.addTo(report);
    return predictions;
  }

  /** What a proof's time consists of. */
  private static void addStages(Report report, ProofRuns runs, ProofTime time, ProofWork work) {
    Map<String, Double> measured = runs.stages();
    var predicted = new LinkedHashMap<String, Double>();
    for (ProofWork.Item item : work.items()) {
      String name = item.name();
      if (!time.isKnown()) {
        report.line("  %-24s %.1f ms", name, measured.get(name));
        continue;
      }
      predicted.put(name, time.millis(item));
      report.line("  %-24s %.1f ms (predicted %.1f)", name, measured.get(name), predicted.get(name));
    }
    report.add("proveStagesMillis", measured).add("predictedStagesMillis", predicted);
    double ratio = runs.median(t -> (double) t.stages().total() / t.stages().commit());
    report.line("  %.2f times the commitments", ratio).add("proofToCommit", ratio);
  }

  private static void add(Report report, String name, ProofRuns runs, ToDoubleFunction<ProofRuns.Timed> figure) {
    double[] sorted = runs.sorted(figure);
    double median = runs.median(figure);
    report.line("%-8s %.1f ms (best %.1f, worst %.1f)", name, median, sorted[0], sorted[sorted.length - 1]);
    report.add(name + "Millis", median);
  }
}

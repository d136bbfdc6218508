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
  static final int STAGES = LoadedModel.LOAD_STAGES + 4;

  private final String name;
  private final Profile profile;
  private final ProofForecast forecast;
  private final ProofLoop loop;
  private final long heap;

  private ModelBench(String name, LoadedModel loaded, long[][] inputs, ProofLoop.Effort warmUp, Stages stages) {
    this.name = name;
    this.profile = Layouts.profile(loaded.compiled().parameters());
    this.forecast = stages.run("predict", loaded::forecast);
    long before = LiveHeap.now();
    ProvingKey key = stages.run("commit to the model", loaded::provingKey);
    this.loop = new ProofLoop(key, () -> LoadedModel.run(loaded.model(), inputs));
    LaidOutModel.Run run = LoadedModel.run(loaded.model(), inputs);
    this.heap = stages.run("measure the heap", () -> LiveHeap.most(() -> Prover.prove(key, run.assignment(), new byte[Setup.SEED_BYTES]))) - before;
    stages.run("warm up", () -> loop.warmUp(warmUp));
  }

  /**
   * Reads or compiles a model, commits to it, and measures the heap.
   *
   * @param profile of models that are to be compiled
   */
  static ModelBench of(BenchCase each, Profile profile, ProofLoop.Effort warmUp, Stages stages) {
    if (!each.isSource()) return of(each, LoadedModel.load(each.model(), stages), warmUp, stages);
    try (var folder = TemporaryFolder.create("zkprove-bench")) {
      Path compiled = folder.path().resolve("model.zkc");
      var options = new SetupOptions();
      options.profile = profile;
      if (each.input() != null) options.calibration = List.of(each.input());
      SetupJob.run(each.model(), options, stages).write(ModelFiles.of(compiled), false);
      return of(each, LoadedModel.load(compiled, stages), warmUp, stages);
    }
  }

  private static ModelBench of(BenchCase each, LoadedModel loaded, ProofLoop.Effort warmUp, Stages stages) {
    long[][] inputs = each.input() == null ? loaded.zeros() : loaded.quantize(each.input());
    return new ModelBench(each.model().toString(), loaded, inputs, warmUp, stages);
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

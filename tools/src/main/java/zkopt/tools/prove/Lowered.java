package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRMapping;
import zkopt.lowering.Optimization;
import zkopt.lowering.fixed.Calibration;
import zkopt.tools.artifact.CompiledModel.CalibrationSummary;
import zkopt.tools.artifact.PassSnapshot;
import zkopt.tools.choice.OptimizationChoice;
import zkopt.tools.choice.TableCount;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.levels.Level;

/**
 * A model at the plonk level.
 *
 * @param history the way there
 * @param calibrated the samples that formats follow, or null
 * @param known what an earlier calibration found of the error, or null
 * @param choice the optimizations that were left out
 */
record Lowered(ModuleOp module, List<PassSnapshot> history, Calibrated calibrated, CalibrationSummary known, OptimizationChoice choice) {
  /** Compiles a model. Where its table is small enough, optimizations that make it larger are found and left out, and it is compiled again. */
  static Lowered of(Path source, byte[] digest, SetupOptions options, Stages stages) {
    return new Job(source, digest, options, stages).run();
  }

  /** A module that was on its way, with the passes that it had gone through. */
  private record Start(ModuleOp module, List<PassSnapshot> history) {}

  private static final class Job {
    private final Path source;
    private final byte[] digest;
    private final SetupOptions options;
    private final Stages stages;
    private final List<Optimization> forced;
    private final PassRecorder recorder = new PassRecorder(List.of());
    private Start start;

    Job(Path source, byte[] digest, SetupOptions options, Stages stages) {
      this.source = source;
      this.digest = digest;
      this.options = options;
      this.stages = stages;
      this.forced = options.optimizations.off();
    }

    Lowered run() {
      var compiler = new Compiler(forced, recorder);
      ModuleOp module = stages.run("import", () -> compiler.read(source, options.dimensions));
      Level level = Level.of(module);
      keepFor(Level.ONNX, module);
      if (level == Level.ONNX) stages.run("lower to loops", () -> compiler.toAffine(module));
      Calibrated calibrated = options.calibration.isEmpty() ? null
          : stages.run("calibrate", () -> Calibrated.on(requireFloats(module, level), options.calibration));
      CalibrationFile known = options.calibrationFile == null ? null : CalibrationFile.read(options.calibrationFile);
      if (known != null) known.applyTo(requireFloats(module, level), digest, options.calibrationFile);
      int precision = known != null ? known.precision() : options.target == null ? FixedPoint.DEFAULT_PRECISION
          : stages.run("choose formats", () -> calibrated.precision(new Compiler(forced), module, options.target));
      keepFor(Level.AFFINE, module);
      if (level.compareTo(Level.FIXED) < 0) stages.run("lower to fixed point", () -> compiler.toFixed(module, options.fixedPoint(precision)));
      keepFor(Level.FIXED, module);
      if (level.compareTo(Level.PLONK) < 0) stages.run("lower to gates", () -> compiler.toPlonk(module));
      var lowered = new Lowered(module, recorder.snapshots(), calibrated, known == null ? null : known.summary(), OptimizationChoice.none(forced));
      TableCount count = Layouts.count(options.parameters());
      return level == Level.PLONK || !OptimizationChoice.isMade(module, count) ? lowered
          : stages.run("choose optimizations", () -> cheapest(lowered, precision, count));
    }

    /** The optimizations of a level can be chosen as long as nothing depends on them: a file of ranges, or formats that were measured. */
    private void keepFor(Level next, ModuleOp module) {
      Level from = options.target != null ? Level.FIXED : options.calibrationFile != null ? Level.AFFINE : Level.ONNX;
      if (start == null && next.compareTo(from) >= 0 && Level.of(module).compareTo(next) <= 0) {
        start = new Start((ModuleOp) module.clone(new IRMapping()), recorder.snapshots());
      }
    }

    private Lowered cheapest(Lowered all, int precision, TableCount count) {
      Level from = Level.of(start.module);
      FixedPoint format = options.fixedPoint(precision);
      boolean again = from == Level.ONNX && all.calibrated != null;
      var choice = new Compiler(forced).choose(start.module, format, again ? all.calibrated.all() : null, count);
      if (choice.off().equals(forced)) return new Lowered(all.module, all.history, all.calibrated, all.known, choice);
      var passes = new PassRecorder(start.history);
      var compiler = new Compiler(choice.off(), passes);
      if (from == Level.ONNX) compiler.toAffine(start.module);
      if (again) Calibration.annotate(start.module, all.calibrated.all());
      if (from.compareTo(Level.FIXED) < 0) compiler.toFixed(start.module, format);
      compiler.toPlonk(start.module);
      return new Lowered(start.module, passes.snapshots(), all.calibrated, all.known, choice);
    }

    private static ModuleOp requireFloats(ModuleOp module, Level level) {
      if (level.compareTo(Level.AFFINE) > 0) throw new ToolException("the model is in fixed point already: it cannot be calibrated");
      return module;
    }
  }
}

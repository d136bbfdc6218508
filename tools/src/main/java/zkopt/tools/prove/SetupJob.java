package zkopt.tools.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.TableEstimate;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.artifact.CompiledModel.CalibrationSummary;
import zkopt.tools.artifact.CompiledModel.Parameters;
import zkopt.tools.artifact.ModelFiles;
import zkopt.tools.artifact.PassSnapshot;
import zkopt.tools.artifact.ProvingDataFile;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sha256;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.levels.Level;
import zkopt.verifier.file.ModelKey;

/** Setup: from an ONNX file to a compiled model and its verifying key. */
final class SetupJob {
  /** How many stages a setup has, with calibration. */
  static final int STAGES = 9;

  private static final int MAX_LOG_ROWS = 24;

  private SetupJob() {}

  /** What a setup yields. */
  record Result(CompiledModel compiled, LaidOutModel model, ProvingKey key) {
    /** Writes the files of the setup. @param keepProvingData whether {@code prove} is to find the committed columns */
    void write(ModelFiles files, boolean keepProvingData) {
      boolean keep = keepProvingData && ProvingDataFile.size(key.stored()) <= ProvingDataFile.MAX_BYTES;
      files.write(compiled, keep ? key.stored() : null);
    }

    /** Says what was written to where. */
    void addFilesTo(Report report, ModelFiles files) {
      report.line("wrote     %s (%s; keep it secret) and %s (%s)", files.compiled(), Sizes.text(files.compiled()), files.verifyingKey(),
          Sizes.text(files.verifyingKey()));
      report.add("compiledModel", files.compiled().toString()).add("verifyingKey", files.verifyingKey().toString());
      if (Files.exists(files.provingData())) {
        report.line("          %s (%s; secret too; proving starts faster with it)", files.provingData(), Sizes.text(files.provingData()));
        report.add("provingData", files.provingData().toString());
      }
    }

    /** Says what was compiled. */
    void addTo(Report report) {
      report.line("model     %s, identity %s", compiled.source(), compiled.key().shortFingerprint());
      TableReport.addTo(report, key.verifyingKey());
      SecuritySummary.addTo(report, key.verifyingKey());
      CalibrationSummary c = compiled.calibration();
      if (c != null) {
        report.line("accuracy  largest error %.2e, mean %.2e, against the float model on %d samples", c.largestError(), c.meanError(), c.samples());
        report.add("largestError", c.largestError()).add("meanError", c.meanError()).add("samples", c.samples());
      }
      if (compiled.proofs() == Long.MAX_VALUE) report.line("budget    any number of proofs: there are no weights to hide");
      else report.line("budget    %,d proofs, then the weights need fresh randomness: set up again", compiled.proofs());
      report.add("proofBudget", compiled.proofs());
      report.add("model", compiled.source()).add("identity", compiled.key().fingerprint());
    }
  }

  static Result run(Path onnx, SetupOptions options, Stages stages) {
    options.check();
    byte[] digest = Sha256.of(FileErrors.reading(onnx, () -> Files.readAllBytes(onnx)));
    Lowered lowered;
    try (var _ = WarmUp.start()) {
      lowered = lower(onnx, digest, options, stages);
    }
    byte[] seed = new byte[Setup.SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    Parameters parameters = options.parameters();
    LaidOutModel model = layOut(lowered.module, parameters, stages);
    ProvingKey key = commit(model, parameters, seed, stages);
    while (key.proofBudget() < options.proofs) {
      parameters = parameters.withMinLogRows(model.circuit().logRows() + 1);
      if (parameters.minLogRows() > MAX_LOG_ROWS) {
        throw new ToolException("no table of up to 2^%d rows hides the weights over %d proofs: this one does over %d".formatted(MAX_LOG_ROWS,
            options.proofs, key.proofBudget()));
      }
      model = layOut(lowered.module, parameters, stages);
      key = commit(model, parameters, seed, stages);
    }
    return result(onnx, digest, parameters, lowered, model, key, seed, stages);
  }

  /** The table that a setup would lead to, as far as the plonk level's text says. */
  static TableEstimate estimate(Path source, SetupOptions options, Stages stages) {
    options.check();
    byte[] digest = Sha256.of(FileErrors.reading(source, () -> Files.readAllBytes(source)));
    ModuleOp module = lower(source, digest, options, stages).module();
    return stages.run("count", () -> Layouts.estimate(module, options.parameters()));
  }

  /** A module at the plonk level, the way there, and the samples that it was calibrated on, or null. */
  private record Lowered(ModuleOp module, List<PassSnapshot> history, Calibrated calibrated, CalibrationSummary known) {}

  private static Lowered lower(Path source, byte[] digest, SetupOptions options, Stages stages) {
    var recorder = new PassRecorder();
    var compiler = new Compiler(options.optimizations.off(), recorder);
    ModuleOp module = stages.run("import", () -> compiler.read(source, options.dimensions));
    Level level = Level.of(module);
    if (level == Level.ONNX) stages.run("lower to loops", () -> compiler.toAffine(module));
    Calibrated calibrated = options.calibration.isEmpty() ? null : stages.run("calibrate", () -> calibrate(module, level, options));
    CalibrationFile known = options.calibrationFile == null ? null : CalibrationFile.read(options.calibrationFile);
    if (known != null) known.applyTo(requireFloats(module, level), digest, options.calibrationFile);
    int precision = known != null ? known.precision() : options.target == null ? FixedPoint.DEFAULT_PRECISION
        : stages.run("choose formats", () -> calibrated.precision(new Compiler(options.optimizations.off()), module, options.target));
    if (level.compareTo(Level.FIXED) < 0) stages.run("lower to fixed point", () -> compiler.toFixed(module, options.fixedPoint(precision)));
    if (level.compareTo(Level.PLONK) < 0) stages.run("lower to gates", () -> compiler.toPlonk(module));
    return new Lowered(module, recorder.snapshots(), calibrated, known == null ? null : known.summary());
  }

  private static Calibrated calibrate(ModuleOp module, Level level, SetupOptions options) {
    return Calibrated.on(requireFloats(module, level), options.calibration);
  }

  private static ModuleOp requireFloats(ModuleOp module, Level level) {
    if (level.compareTo(Level.AFFINE) > 0) throw new ToolException("the model is in fixed point already: it cannot be calibrated");
    return module;
  }

  private static LaidOutModel layOut(ModuleOp module, Parameters parameters, Stages stages) {
    return stages.run("lay out", () -> Layouts.of(module, parameters));
  }

  private static ProvingKey commit(LaidOutModel model, Parameters parameters, byte[] seed, Stages stages) {
    return stages.run("commit to the weights", () -> Layouts.commit(model, parameters, seed));
  }

  private static Result result(Path onnx, byte[] digest, Parameters parameters, Lowered lowered, LaidOutModel model, ProvingKey key,
      byte[] seed, Stages stages) {
    String source = onnx.getFileName().toString();
    CalibrationSummary accuracy = lowered.calibrated == null ? lowered.known : stages.run("measure the error", () -> lowered.calibrated.measure(model));
    ModelKey vk = VerifyingKeyFile.of(source, model.inputs(), model.outputs(), key.verifyingKey());
    ModuleCodec.Encoded encoded = ModuleCodec.encode(lowered.module);
    var compiled = new CompiledModel(source, digest, parameters.withShape(model.shape()), encoded.text(), encoded.resources(), lowered.history, accuracy, seed,
        key.proofBudget(), vk);
    return new Result(compiled, model, key);
  }
}

package zkopt.tools.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.TableEstimate;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.artifact.CompiledModel.CalibrationSummary;
import zkopt.tools.artifact.CompiledModel.Parameters;
import zkopt.tools.artifact.ModelFiles;
import zkopt.tools.artifact.ProvingDataFile;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.choice.OptimizationChoice;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sha256;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.file.ModelKey;

/** Setup: from an ONNX file to a compiled model and its verifying key. */
final class SetupJob {
  /** How many stages a setup has, with calibration. */
  static final int STAGES = 10;

  private static final int MAX_LOG_ROWS = 24;

  private SetupJob() {}

  /** What a setup yields. */
  record Result(CompiledModel compiled, LaidOutModel model, ProvingKey key, OptimizationChoice choice) {
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
      ChoiceReport.addTo(report, choice);
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
      lowered = Lowered.of(onnx, digest, options, stages);
    }
    byte[] seed = new byte[Setup.SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    Parameters parameters = options.parameters();
    LaidOutModel model = layOut(lowered.module(), parameters, stages);
    ProvingKey key = commit(model, parameters, seed, stages);
    while (key.proofBudget() < options.proofs) {
      parameters = parameters.withMinLogRows(model.circuit().logRows() + 1);
      if (parameters.minLogRows() > MAX_LOG_ROWS) {
        throw new ToolException("no table of up to 2^%d rows hides the weights over %d proofs: this one does over %d".formatted(MAX_LOG_ROWS,
            options.proofs, key.proofBudget()));
      }
      model = layOut(lowered.module(), parameters, stages);
      key = commit(model, parameters, seed, stages);
    }
    return result(onnx, digest, parameters, lowered, model, key, seed, stages);
  }

  /** The table that a setup would lead to, as far as the plonk level's text says. */
  static Estimate estimate(Path source, SetupOptions options, Stages stages) {
    options.check();
    byte[] digest = Sha256.of(FileErrors.reading(source, () -> Files.readAllBytes(source)));
    Lowered lowered = Lowered.of(source, digest, options, stages);
    return new Estimate(stages.run("count", () -> Layouts.estimate(lowered.module(), options.parameters())), lowered.choice());
  }

  /** A table, and what was left out for it to be small. */
  record Estimate(TableEstimate table, OptimizationChoice choice) {}

  private static LaidOutModel layOut(ModuleOp module, Parameters parameters, Stages stages) {
    return stages.run("lay out", () -> Layouts.of(module, parameters));
  }

  private static ProvingKey commit(LaidOutModel model, Parameters parameters, byte[] seed, Stages stages) {
    return stages.run("commit to the weights", () -> Layouts.commit(model, parameters, seed));
  }

  private static Result result(Path onnx, byte[] digest, Parameters parameters, Lowered lowered, LaidOutModel model, ProvingKey key,
      byte[] seed, Stages stages) {
    String source = onnx.getFileName().toString();
    CalibrationSummary accuracy = lowered.calibrated() == null ? lowered.known() : stages.run("measure the error", () -> lowered.calibrated().measure(model));
    ModelKey vk = VerifyingKeyFile.of(source, model.inputs(), model.outputs(), key.verifyingKey());
    ModuleCodec.Encoded encoded = ModuleCodec.encode(lowered.module());
    var compiled = new CompiledModel(source, digest, parameters.withShape(model.shape()), encoded.text(), encoded.resources(), lowered.history(), accuracy, seed,
        key.proofBudget(), vk);
    return new Result(compiled, model, key, lowered.choice());
  }
}

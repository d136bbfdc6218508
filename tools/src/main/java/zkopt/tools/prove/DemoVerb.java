package zkopt.tools.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import zkopt.models.TestModels;
import zkopt.tools.artifact.ModelFiles;
import zkopt.tools.artifact.ProofFile;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.TemporaryFolder;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.tools.input.ModelInputs;

/** {@code zkprove demo}: the whole road on one of the project's own models. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Compiles, calibrates, commits, proves and verifies one of the project's own models, and says what it did.",
    footer = {"", "Examples:", "  zkprove demo", "  zkprove demo --model digits-mlp --sample 7 --keep demo-files"})
public final class DemoVerb extends Verb {
  private static final int CALIBRATION_SAMPLES = 10;

  @Option(names = "--model", defaultValue = "digits-cnn", paramLabel = "NAME", description = "digits-mlp, digits-cnn or digits-avgpool. Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(names = "--sample", defaultValue = "14", paramLabel = "N", description = "The test input to prove, 0 to 19. Default: ${DEFAULT-VALUE}.")
  private int sample;

  @Option(names = "--keep", paramLabel = "FOLDER", description = "Keep all files in this folder.")
  private Path kept;

  @Override
  protected int run(Report report) {
    if (!TestModels.names().contains(model)) {
      throw new ToolException("no model '%s': there are %s".formatted(model, String.join(", ", TestModels.names())));
    }
    if (sample < 0 || sample >= TestModels.INPUTS) throw new ToolException("no test input %d: there are 0 to %d".formatted(sample, TestModels.INPUTS - 1));
    if (kept != null) {
      FileErrors.writing(kept, () -> Files.createDirectories(kept));
      return run(report, kept);
    }
    try (var folder = TemporaryFolder.create("zkprove-demo")) {
      return run(report, folder.path());
    }
  }

  private int run(Report report, Path folder) {
    Path onnx = copy(folder, "model.onnx");
    List<Path> inputs = IntStream.range(0, TestModels.INPUTS).mapToObj(i -> copy(folder, TestModels.input(i))).toList();
    ModelFiles files = ModelFiles.of(folder.resolve("model.zkc"));
    Path proof = folder.resolve("proof.zkp");
    var options = new SetupOptions();
    options.calibration = inputs.subList(0, CALIBRATION_SAMPLES);

    try (Stages stages = stages(SetupJob.STAGES + LoadedModel.LOAD_STAGES + ProveJob.STAGES + 1)) {
      SetupJob.Result setup = SetupJob.run(onnx, options, stages);
      stages.run("write", () -> setup.write(files, true));
      LoadedModel loaded = LoadedModel.load(files.compiled(), stages);
      ProveJob.Result proved = ProveJob.run(loaded, inputs.get(sample), stages);
      ProofFile.write(proved.proof(), proof);
      SecondProcess.Answer answer = stages.run("verify in a second process",
          () -> SecondProcess.zkprove("verify", proof.toString(), "--vk", files.verifyingKey().toString(), "--json"));

      report.line("demo      '%s' on its test input %d", model, sample).add("testModel", model).add("sample", sample);
      setup.addTo(report);
      if (kept != null) setup.addFilesTo(report, files);
      Outputs.addTo(report, "output", proved.outputs());
      addError(report, onnx, inputs.get(sample), loaded, proved);
      report.line("proof     %s", Sizes.text(proved.proof().proof().length)).add("proofBytes", proved.proof().proof().length);
      addAnswer(report, answer);
      stages.addTo(report);
      return answer.exitCode();
    }
  }

  private static void addError(Report report, Path onnx, Path input, LoadedModel loaded, ProveJob.Result proved) {
    double[][] real = FloatModel.load(onnx, Map.of()).run(ModelInputs.read(input, LoadedModel.specs(loaded.model())));
    var errors = new ErrorStatistics();
    for (int i = 0; i < real.length; i++) errors.add(proved.outputs().get(i).reals(), real[i]);
    report.line("error     %.2e at most, against the float model on this input", errors.largest()).add("errorOnThisInput", errors.largest());
  }

  private static void addAnswer(Report report, SecondProcess.Answer answer) {
    boolean valid = answer.exitCode() == ExitCode.GOOD;
    String detail = valid ? "valid, checked in %.1f ms".formatted(answer.json().path("verifyMillis").asDouble())
        : "not valid: " + answer.json().path("reason").asText(answer.json().path("error").asText("no answer"));
    report.line("verifier  a second process with the key, the proof and the outputs says: %s", detail).add("verifier", answer.json());
  }

  private Path copy(Path folder, String file) {
    return FileErrors.writing(folder.resolve(file), () -> {
      Files.deleteIfExists(folder.resolve(file));
      return TestModels.copy(model, file, folder);
    });
  }
}

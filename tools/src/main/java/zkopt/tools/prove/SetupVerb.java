package zkopt.tools.prove;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.tools.artifact.ModelFiles;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.verifier.file.FileFormat;

/** {@code zkprove setup}: compiles a model, lays it out and commits to its weights. */
@Command(name = "setup", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Compiles an ONNX model, lays it out as a circuit and commits to its weights.",
    footer = {"", "Writes MODEL.zkc, which holds the weights and is the prover's secret, MODEL.vk, which is for verifiers, and MODEL.zkd, which",
        "makes proving start faster, can be done without, and is as secret as MODEL.zkc.", "", "Examples:",
        "  zkprove setup model.onnx --calibrate samples -o model.zkc",
        "  zkprove setup model.onnx --security 128 --profile small",
        "  zkprove setup model.onnx --dim N=1 --input-visibility public"})
public final class SetupVerb extends Verb {
  @Parameters(index = "0", paramLabel = "MODEL.onnx",
      description = "The trained model; or a .mlir file at any level, such as zkopt writes: it goes the rest of the way.")
  private Path model;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The compiled model. Default: the model's name with the ending .zkc.")
  private Path output;

  @Option(names = "--no-proving-data", description = "Do not write MODEL.zkd: proving then starts by computing the committed columns again.")
  private boolean noProvingData;

  @Mixin private SetupOptions options;

  @Override
  protected int run(Report report) {
    ModelFiles files = ModelFiles.of(output == null ? ModelFiles.beside(model, FileFormat.COMPILED_MODEL.ending()) : output);
    if (files.verifyingKey().equals(files.compiled())) {
      throw new ToolException("'%s' is where the verifying key goes: name the compiled model otherwise".formatted(files.compiled()));
    }
    if (files.provingData().equals(files.compiled())) {
      throw new ToolException("'%s' is where the proving data go: name the compiled model otherwise".formatted(files.compiled()));
    }
    try (Stages stages = stages(SetupJob.STAGES)) {
      SetupJob.Result result = SetupJob.run(model, options, stages);
      stages.run("write", () -> result.write(files, !noProvingData));
      result.addTo(report);
      result.addFilesTo(report, files);
      stages.addTo(report);
    }
    return ExitCode.GOOD;
  }
}

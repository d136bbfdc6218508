package zkopt.tools.prove;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;

/** {@code zkprove setup}: compiles a model, lays it out and commits to its weights. */
@Command(name = "setup", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Compiles an ONNX model, lays it out as a circuit and commits to its weights.",
    footer = {"", "Writes MODEL.zkc, which holds the weights and is the prover's secret, and MODEL.vk, which is for verifiers.", "", "Examples:",
        "  zkprove setup model.onnx --calibrate samples -o model.zkc",
        "  zkprove setup model.onnx --security 128 --profile small",
        "  zkprove setup model.onnx --dim N=1 --input-visibility public"})
public final class SetupVerb extends Verb {
  private static final String EXTENSION = ".zkc";

  @Parameters(index = "0", paramLabel = "MODEL.onnx", description = "The trained model.")
  private Path model;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The compiled model. Default: the model's name with the ending .zkc.")
  private Path output;

  @Mixin private SetupOptions options;

  @Override
  protected int run(Report report) {
    Path compiled = output == null ? Siblings.of(model, EXTENSION) : output;
    if (SetupJob.Result.verifyingKey(compiled).equals(compiled)) {
      throw new ToolException("'%s' is where the verifying key goes: name the compiled model otherwise".formatted(compiled));
    }
    try (Stages stages = stages(SetupJob.STAGES)) {
      SetupJob.Result result = SetupJob.run(model, options, stages);
      result.write(compiled);
      result.addTo(report);
      result.addFilesTo(report, compiled);
      stages.addTo(report);
    }
    return ExitCode.GOOD;
  }
}

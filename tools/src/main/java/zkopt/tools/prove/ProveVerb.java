package zkopt.tools.prove;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.tools.artifact.ProofFile;
import zkopt.tools.artifact.PublicValuesJson;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.Verb;

/** {@code zkprove prove}: runs the model on an input and proves the result. */
@Command(name = "prove", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs a compiled model on an input and proves the result.",
    footer = {"", "Input formats, told from the content: ezkl JSON {\"input_data\": [[...]]}, memref JSON, .npy, ONNX TensorProto (.pb).", "",
        "Examples:",
        "  zkprove prove model.zkc --input x.json -o proof.zkp",
        "  zkprove prove model.zkc --input x.npy --public values.json --json"})
public final class ProveVerb extends Verb {
  @Parameters(index = "0", paramLabel = "MODEL.zkc", description = "The compiled model.")
  private Path model;

  @Option(names = {"-i", "--input"}, required = true, paramLabel = "FILE", description = "The input.")
  private Path input;

  @Option(names = {"-o", "--output"}, defaultValue = "proof.zkp", paramLabel = "FILE", description = "The proof. Default: ${DEFAULT-VALUE}.")
  private Path output;

  @Option(names = "--public", paramLabel = "FILE", description = "Write the public values as JSON too.")
  private Path publicValues;

  @Override
  protected int run(Report report) {
    try (Stages stages = stages(LoadedModel.LOAD_STAGES + ProveJob.STAGES)) {
      ProveJob.Result result = ProveJob.run(LoadedModel.loadToProve(model, stages), input, stages);
      ProofFile.write(result.proof(), output);
      if (publicValues != null) PublicValuesJson.write(publicValues, result.proof().values());
      Outputs.addTo(report, "output", result.outputs());
      report.line("wrote %s (%s of proof, %s with the public values)", output, Sizes.text(result.proof().proof().length), Sizes.text(output));
      report.add("proof", output.toString()).add("proofBytes", result.proof().proof().length);
      stages.addTo(report);
    }
    return ExitCode.GOOD;
  }
}

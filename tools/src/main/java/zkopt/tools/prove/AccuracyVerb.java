package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.assigner.LaidOutModel;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.tools.input.InputFiles;
import zkopt.tools.input.InputTensor;
import zkopt.tools.input.ModelInputs;

/** {@code zkprove accuracy}: the fixed-point model on a whole test set, beside the float model; no proofs. */
@Command(name = "accuracy", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs a compiled model on a labelled test set, without proofs, and counts how often its top class is right.",
    footer = {"", "Examples:",
        "  zkprove accuracy model.zkc --inputs test-inputs.npy --labels test-labels.npy",
        "  zkprove accuracy model.zkc --inputs test-inputs.npy --labels test-labels.npy --model model.onnx"})
public final class AccuracyVerb extends Verb {
  @Parameters(index = "0", paramLabel = "MODEL.zkc", description = "The compiled model.")
  private Path compiled;

  @Option(names = "--inputs", required = true, arity = "1..*", paramLabel = "PATH",
      description = "Files or folders of inputs; one array may hold many, along its first axis.")
  private List<Path> inputs;

  @Option(names = "--labels", required = true, paramLabel = "FILE", description = "The right class of each input, in one array.")
  private Path labels;

  @Option(names = "--model", paramLabel = "MODEL.onnx", description = "Compare with this float model.")
  private Path onnx;

  @Option(names = "--dim", paramLabel = "NAME=SIZE", description = "Size of a symbolic dimension of the float model.")
  private Map<String, Long> dimensions = new LinkedHashMap<>();

  @Override
  protected int run(Report report) {
    try (Stages stages = stages(LoadedModel.LOAD_STAGES + 2)) {
      LaidOutModel model = LoadedModel.load(compiled, stages).model();
      List<double[][]> samples = ModelInputs.readSamples(InputFiles.expand(inputs), LoadedModel.specs(model));
      double[] classes = labels(samples.size());
      List<double[]> fixed = stages.run("fixed-point model", () -> samples.stream().map(s -> firstOutput(model, s)).toList());
      report.add("samples", samples.size());
      count(report, "fixed-point", "fixedPointCorrect", fixed, classes);
      if (onnx != null) {
        List<double[]> real = stages.run("float model", () -> floatOutputs(samples));
        count(report, "float", "floatCorrect", real, classes);
        compare(report, fixed, real);
      }
      stages.addTo(report);
    }
    return ExitCode.GOOD;
  }

  private double[] labels(int samples) {
    List<InputTensor> tensors = InputFiles.read(labels);
    if (tensors.size() != 1 || tensors.getFirst().values().length != samples) {
      throw new ToolException("'%s' must hold one array of %d labels, one for each input".formatted(labels, samples));
    }
    return tensors.getFirst().values();
  }

  private static double[] firstOutput(LaidOutModel model, double[][] sample) {
    long[][] outputs = LoadedModel.run(model, LoadedModel.quantize(model, sample)).outputs();
    return Outputs.reals(model.outputs().getFirst(), outputs[0]);
  }

  private List<double[]> floatOutputs(List<double[][]> samples) {
    FloatModel model = FloatModel.load(onnx, dimensions);
    return samples.stream().map(s -> model.run(s)[0]).toList();
  }

  private static void count(Report report, String which, String key, List<double[]> outputs, double[] classes) {
    int correct = 0;
    for (int i = 0; i < classes.length; i++) if (Outputs.argMax(outputs.get(i)) == classes[i]) correct++;
    report.add(key, correct).line("%-12s %d of %d right (%.2f %%)", which, correct, classes.length, 100.0 * correct / classes.length);
  }

  private static void compare(Report report, List<double[]> fixed, List<double[]> real) {
    var errors = new ErrorStatistics();
    int agree = 0;
    for (int i = 0; i < fixed.size(); i++) {
      if (fixed.get(i).length != real.get(i).length) throw new ToolException("the two models have outputs of different sizes");
      errors.add(fixed.get(i), real.get(i));
      if (Outputs.argMax(fixed.get(i)) == Outputs.argMax(real.get(i))) agree++;
    }
    report.add("sameTopClass", agree).add("largestError", errors.largest()).add("meanError", errors.mean());
    report.line("same top class for %d of %d; largest error of an output %.2e, mean %.2e", agree, fixed.size(), errors.largest(), errors.mean());
  }
}

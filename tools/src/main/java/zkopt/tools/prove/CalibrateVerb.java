package zkopt.tools.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.fixed.Calibration;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sha256;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.tools.input.InputFiles;
import zkopt.tools.input.ModelInputs;
import zkopt.tools.levels.ModuleInputs;

/** {@code zkprove calibrate}: the range, the format and the error of every tensor, on samples. */
@Command(name = "calibrate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs a float model on samples, chooses the formats of all values, and tells the error of every tensor in them.",
    footer = {"", "Writes MODEL.cal, which 'zkprove setup --calibration' takes.", "", "Examples:",
        "  zkprove calibrate model.onnx --samples samples",
        "  zkprove calibrate model.onnx --samples samples.npy --precision 1e-3 -o model.cal",
        "  zkprove setup model.onnx --calibration model.cal"})
public final class CalibrateVerb extends Verb {
  private static final int MEASURED = 8;

  @Parameters(index = "0", paramLabel = "MODEL.onnx", description = "The trained model.")
  private Path model;

  @Option(names = "--samples", required = true, arity = "1..*", paramLabel = "PATH",
      description = "Files or folders of inputs; one array may hold many, along its first axis.")
  private List<Path> samples;

  @Option(names = "--precision", paramLabel = "ERROR",
      description = "The largest error of an output that is allowed, over the largest output, on the samples: the cheapest formats that meet it are "
          + "chosen. Default: formats in which the largest value of a tensor has at least 12 bits.")
  private Double target;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The calibration. Default: the model's name with the ending .cal.")
  private Path output;

  @Option(names = "--worst", paramLabel = "N", description = "How many tensors to show, those with the largest error first. Default: 20.")
  private int shown = 20;

  @Option(names = "--dim", paramLabel = "NAME=SIZE", description = "Size of a symbolic dimension of the model.")
  private Map<String, Long> dimensions = new LinkedHashMap<>();

  @Override
  protected int run(Report report) {
    if (target != null && !(target > 0)) throw new ToolException("'--precision' must be positive, but is " + target);
    try (Stages stages = stages(4)) {
      byte[] digest = Sha256.of(FileErrors.reading(model, () -> Files.readAllBytes(model)));
      var compiler = new Compiler();
      ModuleOp affine = stages.run("import", () -> compiler.readAffine(model, dimensions));
      List<double[][]> inputs = ModelInputs.readSamples(InputFiles.expand(samples), ModuleInputs.specs(affine));
      if (inputs.isEmpty()) throw new ToolException("there are no samples");
      stages.run("observe", () -> Calibration.annotate(affine, inputs));
      Calibration.numberTensors(affine);
      List<double[][]> measured = inputs.stream().limit(MEASURED).toList();
      var search = new PrecisionSearch(compiler, affine, measured);
      PrecisionSearch.Tried chosen = stages.run("choose formats",
          () -> target == null ? search.measure(FixedPoint.DEFAULT_PRECISION) : search.cheapest(target));
      var errors = new TensorErrors(affine, chosen.fixed());
      stages.run("measure", () -> measured.forEach(errors::add));
      Path file = output == null ? Path.of(model.toString().replaceFirst("\\.onnx$", "") + ".cal") : output;
      CalibrationFile.of(digest, affine, chosen.precision(), chosen.summary().withNodeErrors(errors.byNode())).write(file);
      addTo(report, inputs.size(), chosen, errors.worstFirst());
      report.line("wrote     %s", file).add("calibration", file.toString());
      stages.addTo(report);
    }
    return ExitCode.GOOD;
  }

  private void addTo(Report report, int samples, PrecisionSearch.Tried chosen, List<TensorErrors.Tensor> tensors) {
    report.line("samples   %d, errors measured on %d", samples, chosen.summary().samples()).add("samples", samples);
    report.line("precision %d bits: largest error of an output %.2e (%.2e of the largest output), mean %.2e", chosen.precision(),
        chosen.summary().largestError(), chosen.relative(), chosen.summary().meanError());
    report.add("precision", chosen.precision()).add("largestError", chosen.summary().largestError())
        .add("relativeError", chosen.relative()).add("meanError", chosen.summary().meanError());
    report.line("%-32s %-12s %23s %-10s %9s %9s %7s  %s", "node", "shape", "range", "format", "max err", "mean err", "SNR dB", "to change");
    tensors.stream().limit(shown).forEach(t -> report.line("%-32s %-12s [%10.4g, %10.4g] %-10s %9.2e %9.2e %7s  %s", t.node(), t.shape(), t.least(),
        t.largest(), t.format().body(), t.maxError(), t.meanError(), decibels(t.signalToNoise()), t.advice()));
    if (tensors.size() > shown) report.line("... and %d more with smaller errors", tensors.size() - shown);
    report.add("tensors", tensors.stream().map(CalibrateVerb::json).toList());
  }

  private static String decibels(double ratio) {
    return Double.isInfinite(ratio) ? "exact" : String.format(Locale.ROOT, "%.1f", ratio);
  }

  private static Map<String, Object> json(TensorErrors.Tensor t) {
    var json = new LinkedHashMap<String, Object>();
    json.put("node", t.node());
    json.put("shape", t.shape());
    json.put("width", t.format().width());
    json.put("frac", t.format().frac());
    json.put("least", t.least());
    json.put("largest", t.largest());
    json.put("maxError", t.maxError());
    json.put("meanError", t.meanError());
    if (Double.isFinite(t.signalToNoise())) json.put("signalToNoise", t.signalToNoise());
    json.put("advice", t.advice());
    return json;
  }
}

package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.assigner.TableEstimate;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;

/** {@code zkprove estimate}: what a model's table would be, without laying it out. */
@Command(name = "estimate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Compiles a model and says how large its table would be; nothing is laid out and nothing is written.",
    footer = {"", "The time of a proof is about proportional to the committed cells: 'zkprove bench' of any model on your machine says how long a",
        "million of them takes ('millisPerMillionCells' with --json), and '--millis-per-million-cells' applies it.", "", "Examples:",
        "  zkprove estimate model.onnx --calibrate samples", "  zkprove estimate model.onnx --millis-per-million-cells 250 --json"})
public final class EstimateVerb extends Verb {
  @Parameters(index = "0", paramLabel = "MODEL.onnx", description = "The trained model; or a .mlir file at any level.")
  private Path model;

  @Option(names = "--millis-per-million-cells", paramLabel = "MS", description = "What 'zkprove bench' measured: the time of a proof is predicted from it.")
  private Double millis;

  @Mixin private SetupOptions options;

  @Override
  protected int run(Report report) {
    if (millis != null && !(millis > 0)) throw new ToolException("'--millis-per-million-cells' must be positive, but is " + millis);
    try (Stages stages = stages(SetupJob.STAGES)) {
      TableEstimate table = SetupJob.estimate(model, options, stages);
      String kinds = table.columns().entrySet().stream().map(c -> "%,d %s".formatted(c.getValue(), c.getKey())).collect(Collectors.joining(", "));
      report.line("table     %,d rows, about %,d used; columns: %s (at setup)", table.rows(), table.usedRows(), kinds);
      report.line("cells     about %,d field elements committed with each proof", table.committedCells());
      table.gates().forEach((gate, count) -> report.line("  %-40s %,12d instances", gate, count));
      report.add("rows", table.rows()).add("usedRows", table.usedRows()).add("columns", table.columns()).add("committedCells", table.committedCells())
          .add("instances", table.gates());
      if (millis != null) {
        double predicted = table.committedCells() / 1e6 * millis;
        report.line("time      about %,.0f ms for a proof", predicted).add("proveMillis", predicted);
      }
      stages.addTo(report);
    }
    return ExitCode.GOOD;
  }
}

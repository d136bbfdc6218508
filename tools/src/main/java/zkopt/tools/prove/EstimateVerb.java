package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.assigner.TableCost;
import zkopt.assigner.TableEstimate;
import zkopt.protocol.ProofOutline;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofSize;
import zkopt.prover.ProofMemory;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;

/** {@code zkprove estimate}: what a model's table would be, without laying it out. */
@Command(name = "estimate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Compiles a model and says how large its table would be; nothing is laid out and nothing is written.",
    footer = {"", "The time is that of a warm proof on this machine, as 'zkprove bench --calibrate' found it, or else on a usual one with 2 cores; or, with",
        "'--millis-per-million-cells', what 'zkprove bench' says of another model. The memory is that of the prover's heap at full speed; with less it",
        "computes some columns again.", "", "Examples:",
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
      double padding = 1 - (double) table.usedRows() / table.usableRows();
      report.line("table     %,d rows, about %,d of %,d used, %.1f %% padding; columns: %s (at setup)", table.rows(), table.usedRows(), table.usableRows(),
          100 * padding, kinds);
      report.line("cells     about %,d field elements committed with each proof", table.committedCells());
      report.add("rows", table.rows()).add("usedRows", table.usedRows()).add("emptyRows", padding).add("columns", table.columns())
          .add("committedCells", table.committedCells());
      addProof(report, table);
      table.gates().forEach((gate, count) -> report.line("  %-40s %,12d instances", gate, count));
      report.add("instances", table.gates());
      stages.addTo(report);
    }
    return ExitCode.GOOD;
  }

  private void addProof(Report report, TableEstimate table) {
    ProofParameters parameters = Layouts.proofParameters(options.parameters());
    ProofOutline outline = ProofBytes.outline(parameters, table.cells(), table.logRows());
    long bytes = Math.round(ProofSize.expected(outline).total());
    long memory = ProofMemory.bytes(outline);
    MachineProfile known = MachineProfile.load();
    boolean isOwn = known != null && known.proofs().containsKey(options.profile);
    double time = millis != null ? table.committedCells() / 1e6 * millis
        : (isOwn ? known : MachineProfile.USUAL).millis(options.profile, TableCost.TIME.of(table.cells(), table.logRows()));
    String where = millis != null ? "by '--millis-per-million-cells'" : isOwn ? "on this machine" : "on a usual machine: 'zkprove bench --calibrate' measures this one";
    if (Double.isNaN(time)) report.line("time      not known: 'zkprove bench --calibrate %s' measures this machine", options.profile);
    else report.line("time      about %,.0f ms for a proof, warm, %s", time, where).add("proveMillis", time);
    report.add("calibrated", isOwn || millis != null);
    report.line("memory    about %s of heap", Sizes.text(memory)).add("heapBytes", memory);
    report.line("proof     about %s", Sizes.text(bytes)).add("proofBytes", bytes);
  }
}

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
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;

/** {@code zkprove estimate}: what a model's table would be, without laying it out. */
@Command(name = "estimate", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Compiles a model and says how large its table would be; nothing is laid out and nothing is written.",
    footer = {"", "The time is that of a warm proof on this machine, as 'zkprove bench --calibrate' found it, or else on a usual one with 2 cores; or, with",
        "'--millis-per-million-cells', what 'zkprove bench' says of another model. The memory is what the prover and its key hold at one time at the",
        "most; with less it computes some columns again.", "", "Examples:",
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
    MachineProfile machine = millis == null ? MachineProfile.load(MachineProfile.file()) : null;
    try (Stages stages = stages(SetupJob.STAGES)) {
      SetupJob.Estimate estimate = SetupJob.estimate(model, options, stages);
      TableEstimate table = estimate.table();
      ProofForecast proof = ProofForecast.of(table, Layouts.proofParameters(options.parameters()));
      String kinds = proof.columns().entrySet().stream().map(c -> "%,d %s".formatted(c.getValue(), c.getKey())).collect(Collectors.joining(", "));
      double padding = 1 - (double) table.usedRows() / table.usableRows();
      report.line("table     %,d rows, about %,d of %,d used, %.1f %% padding; columns: %s (both at setup)", proof.rows(), table.usedRows(), table.usableRows(),
          100 * padding, kinds);
      report.line("cells     about %,d field elements committed with each proof", proof.committedCells());
      report.add("rows", proof.rows()).add("usedRows", table.usedRows()).add("emptyRows", padding).add("columns", proof.columns())
          .add("committedCells", proof.committedCells());
      addProof(report, proof, machine);
      ChoiceReport.addTo(report, estimate.choice());
      table.gates().forEach((gate, count) -> report.line("  %-40s %,12d instances", gate, count));
      report.add("instances", table.gates());
      stages.addTo(report);
    }
    return ExitCode.GOOD;
  }

  private void addProof(Report report, ProofForecast proof, MachineProfile machine) {
    if (millis != null) {
      report.line("time      about %,.0f ms for a proof, warm, by '--millis-per-million-cells'", proof.committedCells() / 1e6 * millis)
          .add("proveMillis", proof.committedCells() / 1e6 * millis);
    } else {
      ProofTime.of(proof, options.profile, machine).addTo(report);
    }
    report.line("memory    about %s of heap", Sizes.text(proof.heapBytes())).add("heapBytes", proof.heapBytes());
    report.line("proof     about %s", Sizes.text(proof.proofBytes())).add("proofBytes", proof.proofBytes());
  }
}

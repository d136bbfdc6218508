package zkopt.tools.prove;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.tools.artifact.ModelFiles;
import zkopt.tools.cli.AtomicFile;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.Verb;
import zkopt.tools.explain.Explainer;
import zkopt.tools.explain.Explanation;
import zkopt.tools.explain.Explanation.NodeUse;
import zkopt.tools.explain.Explanation.TableSize;
import zkopt.tools.explain.ReportPage;

/** {@code zkprove explain}: where the rows of the table go. */
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Shows what each ONNX node takes of the table, what stands in which rows, and what each pass of the compiler did.",
    footer = {"", "Writes a page that a browser shows without a network; with --json, the same as one JSON object in place of the page.", "", "Examples:",
        "  zkprove explain model.zkc -o report.html", "  zkprove explain model.zkc --json -o report.json", "  zkprove explain model.zkc --json"})
public final class ExplainVerb extends Verb {
  private static final int SHOWN = 10;

  @Parameters(index = "0", paramLabel = "MODEL.zkc", description = "The compiled model.")
  private Path model;

  @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "The page. Default: the model's name with the ending .html. With --json: where the JSON object goes instead of being printed.")
  private Path output;

  @Override
  protected int run(Report report) {
    try (Stages stages = stages(LoadedModel.LOAD_STAGES + 1)) {
      LoadedModel loaded = LoadedModel.load(model, stages);
      Explanation explanation = stages.run("explain", () -> Explainer.explain(loaded.compiled(), loaded.module(), loaded.model()));
      if (json() && output != null) {
        writeJson(report, explanation);
      } else {
        addTo(report, explanation);
        if (!json()) write(report, explanation);
      }
    }
    return ExitCode.GOOD;
  }

  private static void addTo(Report report, Explanation explanation) {
    TableSize table = explanation.table();
    report.line("model     %s, identity %s", explanation.model(), explanation.identity());
    report.line("table     %,d rows, %,d of %,d that are not random are used; %,d cells committed with each proof, %.1f %% of those for values hold none",
        table.rows(), table.usedRows(), table.usableRows(), table.committedCells(), 100 * table.emptyCells());
    report.line("%-32s %-16s %10s %12s %10s %7s %9s", "node", "operator", "rows", "cells", "lookups", "share", "error");
    List<NodeUse> largest = explanation.nodes().stream().sorted(Comparator.comparingInt(NodeUse::rows).reversed()).limit(SHOWN).toList();
    for (NodeUse n : largest) {
      report.line("%-32s %-16s %,10d %,12d %,10d %5.1f %% %9s", n.name(), n.operator(), n.rows(), n.cells(), n.lookups(), 100 * n.share(),
          n.error() == null ? "" : String.format(Locale.ROOT, "%.2e", n.error()));
    }
    if (explanation.nodes().size() > SHOWN) report.line("... and %d nodes more, none larger", explanation.nodes().size() - SHOWN);
    report.add("model", explanation.model()).add("identity", explanation.identity()).add("table", table).add("nodes", explanation.nodes())
        .add("regions", explanation.regions()).add("passes", explanation.passes());
  }

  private void write(Report report, Explanation explanation) {
    Path page = output == null ? ModelFiles.beside(model, ".html") : output;
    AtomicFile.write(page, ReportPage.of(explanation).getBytes(StandardCharsets.UTF_8));
    report.line("wrote     %s (%s; it shows the model, weights left out)", page, Sizes.text(page)).add("page", page.toString());
  }

  /** What would be printed goes to the file, and what is printed says so. */
  private void writeJson(Report report, Explanation explanation) {
    var explained = new Report();
    addTo(explained, explanation);
    AtomicFile.write(output, (explained.json().toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    report.add("written", output.toString());
  }
}

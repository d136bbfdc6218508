package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.assigner.LaidOutModel;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.Verb;

/** {@code zkprove check}: fills the table and checks every constraint on it, without a proof. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs a compiled model on an input and checks every constraint, copy and lookup of its table, without a proof.",
    footer = {"", "Exit code 0: all hold; 1: some do not.", "", "Examples:",
        "  zkprove check model.zkc --input x.json",
        "  zkprove check model.zkc --input x.json --corrupt 3:17=-5"})
public final class CheckVerb extends Verb {
  private static final int SHOWN = 10;

  @Parameters(index = "0", paramLabel = "MODEL.zkc", description = "The compiled model.")
  private Path model;

  @Option(names = {"-i", "--input"}, required = true, paramLabel = "FILE", description = "The input.")
  private Path input;

  @Option(names = "--corrupt", paramLabel = "COLUMN:ROW=VALUE", converter = Corruption.Converter.class,
      description = "Give a cell of a witness column another value first, to see what notices.")
  private List<Corruption> corruptions = new ArrayList<>();

  @Override
  protected int run(Report report) {
    try (Stages stages = stages(LoadedModel.LOAD_STAGES + 2)) {
      LoadedModel loaded = LoadedModel.load(model, stages);
      LaidOutModel.Run run = stages.run("assign", () -> LoadedModel.run(loaded.model(), loaded.quantize(input)));
      corruptions.forEach(c -> c.applyTo(run.assignment()));
      List<Violation> violations = stages.run("check", () -> MockProver.check(loaded.model().circuit(), run.assignment()));
      report.add("violations", violations);
      if (violations.isEmpty()) {
        report.line("all constraints, copies and lookups hold on %,d rows", loaded.model().circuit().rows());
        return ExitCode.GOOD;
      }
      report.line("%d violations", violations.size());
      violations.stream().limit(SHOWN).flatMap(v -> v.toString().lines()).forEach(l -> report.line("%s", l));
      if (violations.size() > SHOWN) report.line("... and %d more", violations.size() - SHOWN);
      return ExitCode.NO;
    }
  }
}

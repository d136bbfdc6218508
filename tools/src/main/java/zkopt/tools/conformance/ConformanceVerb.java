package zkopt.tools.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;

/** {@code zkprove conformance}: ONNX's node tests through every level. */
@Command(name = "conformance", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Runs ONNX's node tests through import, the interpreters of all levels, and the check of the table.",
    footer = {"", "Exit code 0: no result is wrong; 1: some are. A test that is refused by name is not wrong.", "", "Examples:",
        "  zkprove conformance --filter 'test_conv*' --prove",
        "  zkprove conformance --table table.md"})
public final class ConformanceVerb extends Verb {
  @Parameters(index = "0", arity = "0..1", paramLabel = "DIR",
      description = "A folder of node tests. Default: those that the installed Python package 'onnx' carries.")
  private Path directory;

  @Option(names = "--filter", paramLabel = "GLOB", description = "Only tests of such names.")
  private String filter = "*";

  @Option(names = "--prove", description = "Prove and verify too.")
  private boolean prove;

  @Option(names = "--table", paramLabel = "FILE", description = "Write a table by operator, in Markdown.")
  private Path table;

  @Option(names = "--outcomes", paramLabel = "FILE", description = "Write a line for each test: name, stage, largest error, its bound, rows, bound inputs, reason, separated by tabs.")
  private Path details;

  @Option(names = "--threads", paramLabel = "N", description = "How many tests run at a time. Default: as many as there are cores.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  protected int run(Report report) {
    Path from = directory != null ? directory : NodeTests.installed()
        .orElseThrow(() -> new ToolException("the Python package 'onnx' is not installed, or its release carries no node tests: name their folder"));
    List<NodeTest> tests = NodeTests.in(from, filter);
    if (tests.isEmpty()) throw new ToolException("no node test in '%s' is named '%s'".formatted(from, filter));
    List<Outcome> outcomes = runAll(tests);
    var summary = new ConformanceTable(outcomes);
    if (table != null) write(table, summary.text());
    if (details != null) write(details, lines(outcomes));
    return report(report, summary);
  }

  private List<Outcome> runAll(List<NodeTest> tests) {
    try (Stages stages = stages(tests.size()); var pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Outcome>> running = tests.stream().map(t -> pool.submit(() -> NodeTestRun.of(t, prove))).toList();
      var outcomes = new ArrayList<Outcome>();
      for (int i = 0; i < tests.size(); i++) {
        Future<Outcome> future = running.get(i);
        outcomes.add(stages.run(tests.get(i).name(), () -> result(future)));
      }
      return outcomes;
    }
  }

  private static Outcome result(Future<Outcome> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted", e);
    }
  }

  private int report(Report report, ConformanceTable summary) {
    report.line("%d tests", summary.outcomes().size()).add("tests", summary.outcomes().size());
    for (Stage stage : Stage.values()) {
      if (stage == Stage.NONE || stage == Stage.PROVED && !prove) continue;
      report.line("  %-10s %5d", stage.title(), summary.count(stage)).add(stage.title(), summary.count(stage));
    }
    List<Outcome> wrong = summary.outcomes().stream().filter(Outcome::wrong).toList();
    wrong.forEach(o -> report.line("wrong: %s: %s", o.test().name(), o.reason()));
    report.add("wrong", wrong.stream().map(o -> o.test().name()).toList());
    return wrong.isEmpty() ? ExitCode.GOOD : ExitCode.NO;
  }

  private static String lines(List<Outcome> outcomes) {
    var lines = new StringBuilder();
    for (Outcome o : outcomes) {
      lines.append(String.join("\t", o.test().name(), o.passed().title(), String.valueOf(o.error().distance()), String.valueOf(o.error().bound()), String.valueOf(o.rows()), String.join(",", o.bound()), o.reason())).append('\n');
    }
    return lines.toString();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new ToolException("cannot write '%s': %s".formatted(file, e.getMessage()), e);
    }
  }
}

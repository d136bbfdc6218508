package zkopt.tools.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A verb of a tool: does its work, prints a report, returns an exit code. */
public abstract class Verb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  /** Whether the answer goes to a machine. */
  public final boolean json() {
    return json;
  }

  /**
   * Does the work.
   *
   * @param report what is to be printed
   * @return an exit code of {@link ExitCode}
   * @throws ToolException for bad input
   */
  protected abstract int run(Report report);

  @Override
  public final Integer call() {
    var report = new Report();
    int code = run(report);
    report.add("ok", code == ExitCode.GOOD);
    report.print(out(), json);
    return code;
  }

  /** Where the answer goes. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  protected final Stages stages(int expected) {
    return Stages.start(spec.name(), expected, System.err);
  }
}

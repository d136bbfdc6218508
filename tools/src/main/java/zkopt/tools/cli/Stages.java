package zkopt.tools.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The stages of a longer job: how long each took, and a progress bar on a terminal. */
public final class Stages implements AutoCloseable {
  /** The launch script says whether standard error, a pipe for us, ends at a terminal. */
  private static final String TERMINAL_PROPERTY = "zkopt.terminal";
  private static final int BAR_WIDTH = 80;
  private static final int REFRESH_MILLIS = 100;

  /** A finished stage. */
  public record Stage(String name, double millis) {}

  private final List<Stage> finished = new ArrayList<>();
  private final ProgressBar bar;

  private Stages(ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * Starts a job.
   *
   * @param job the job in a word or two
   * @param expected how many stages it has, as far as one knows
   * @param err where the bar goes
   */
  public static Stages start(String job, int expected, PrintStream err) {
    if (!onTerminal()) return new Stages(null);
    var bar = new ProgressBarBuilder().setTaskName(job).setInitialMax(expected).setStyle(ProgressBarStyle.ASCII).hideEta()
        .setUpdateIntervalMillis(REFRESH_MILLIS).setConsumer(new ConsoleProgressBarConsumer(err, BAR_WIDTH)).clearDisplayOnFinish();
    return new Stages(bar.build());
  }

  /** Whether a person reads standard error. */
  public static boolean onTerminal() {
    return Boolean.getBoolean(TERMINAL_PROPERTY);
  }

  /** Runs one stage. */
  public <T> T run(String name, Supplier<T> work) {
    if (bar != null) bar.setExtraMessage(name);
    long start = System.nanoTime();
    T result = work.get();
    finished.add(new Stage(name, (System.nanoTime() - start) / 1e6));
    if (bar != null) bar.step();
    return result;
  }

  /** Runs one stage. */
  public void run(String name, Runnable work) {
    run(name, () -> {
      work.run();
      return null;
    });
  }

  /** The finished stages, in order. */
  public List<Stage> finished() {
    return Collections.unmodifiableList(finished);
  }

  private double totalMillis() {
    return finished.stream().mapToDouble(Stage::millis).sum();
  }

  /** Adds the stages' times to a report. */
  public void addTo(Report report) {
    report.line("time      %.1f ms in all stages", totalMillis());
    for (Stage stage : finished) report.line("  %-28s %9.1f ms", stage.name(), stage.millis());
    report.add("stages", finished);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (bar != null) bar.close();
  }
}

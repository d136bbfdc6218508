package zkopt.pass;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import zkopt.ir.Operation;

/** Adds up the wall time of each pass and prints it as a tree, in the form of {@code --mlir-timing}. */
public final class PassTiming implements PassInstrumentation {
  private static final String RULE = "===" + "-".repeat(73) + "===";

  /** Time by name, in nanoseconds; inner ones are part of it. */
  private static final class Timer {
    final Map<String, Timer> inner = new LinkedHashMap<>();
    long nanos;
    long started;
  }

  private final Timer total = new Timer();
  private final Deque<Timer> open = new ArrayDeque<>();

  public PassTiming() {
    total.started = System.nanoTime();
    open.push(total);
  }

  /** Starts the time of {@code name}, a part of what is timed now. */
  public void start(String name) {
    var timer = open.peek().inner.computeIfAbsent(name, _ -> new Timer());
    timer.started = System.nanoTime();
    open.push(timer);
  }

  /** Ends the time that was started last. */
  public void stop() {
    var timer = open.pop();
    timer.nanos += System.nanoTime() - timer.started;
  }

  @Override
  public void beforePipeline(PassPipeline pipeline, Operation op) {
    if (op.parentOp() != null) start("'" + pipeline.anchor() + "' Pipeline");
  }

  @Override
  public void afterPipeline(PassPipeline pipeline, Operation op) {
    if (op.parentOp() != null) stop();
  }

  @Override
  public void beforePass(PassRun run) {
    start(run.step().pass().getClass().getSimpleName());
  }

  @Override
  public void afterPass(PassRun run) {
    stop();
  }

  @Override
  public void afterPassFailed(PassRun run) {
    stop();
  }

  /** Ends the total, and prints it with its parts: nested, or (list) summed by name, the longest first. */
  public void report(PrintStream out, boolean list) {
    while (!open.isEmpty()) stop();
    out.println(RULE);
    out.println("                         ... Execution time report ...");
    out.println(RULE);
    out.printf(Locale.ROOT, "  Total Execution Time: %.4f seconds%n%n", total.nanos / 1e9);
    out.println("  ----Wall Time----  ----Name----");
    if (list) printList(out);
    else printInner(total, 0, out);
    line(out, total.nanos - total.inner.values().stream().mapToLong(t -> t.nanos).sum(), 0, "Rest");
    line(out, total.nanos, 0, "Total");
  }

  private void printList(PrintStream out) {
    var own = new LinkedHashMap<String, Long>();
    sum(total, own);
    own.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).forEach(e -> line(out, e.getValue(), 0, e.getKey()));
  }

  /** Adds the time of each part without that of its own parts. */
  private static void sum(Timer timer, Map<String, Long> own) {
    timer.inner.forEach((name, inner) -> {
      own.merge(name, inner.nanos - inner.inner.values().stream().mapToLong(t -> t.nanos).sum(), Long::sum);
      sum(inner, own);
    });
  }

  private void printInner(Timer timer, int depth, PrintStream out) {
    timer.inner.forEach((name, inner) -> {
      line(out, inner.nanos, depth, name);
      printInner(inner, depth + 1, out);
    });
  }

  private void line(PrintStream out, long nanos, int depth, String name) {
    out.printf(Locale.ROOT, "  %8.4f (%5.1f%%)  %s%s%n", nanos / 1e9, 100.0 * nanos / Math.max(1, total.nanos), "  ".repeat(depth), name);
  }
}

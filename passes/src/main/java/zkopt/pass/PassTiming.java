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
    start(run.step().info().title());
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
    line(out, rest(), 0, "Rest");
    line(out, total.nanos, 0, "Total");
  }

  /** The same as {@link #report} in JSON, as mlir-opt's. */
  public void reportJson(PrintStream out, boolean list) {
    while (!open.isEmpty()) stop();
    out.println("[");
    if (list) listed().forEach((name, nanos) -> out.println("{" + json(name, nanos) + "},"));
    else total.inner.forEach((name, inner) -> out.println(json(name, inner, "") + ","));
    out.println("{" + json("Rest", rest()) + "},");
    out.println("{" + json("Total", total.nanos) + "}");
    out.println("]");
  }

  private String json(String name, Timer timer, String indent) {
    var text = new StringBuilder(indent + "{" + json(name, timer.nanos) + ", \"passes\": [\n");
    timer.inner.forEach((innerName, inner) -> text.append(json(innerName, inner, indent + "  ")).append(",\n"));
    return text.append(indent).append("{}]}").toString();
  }

  private String json(String name, long nanos) {
    return String.format(Locale.ROOT, "\"wall\": {\"duration\": %8.4f, \"percentage\": %5.1f}, \"name\": \"%s\"", nanos / 1e9, percent(nanos), name);
  }

  private double percent(long nanos) {
    return 100.0 * nanos / Math.max(1, total.nanos);
  }

  private long rest() {
    return total.nanos - total.inner.values().stream().mapToLong(t -> t.nanos).sum();
  }

  private void printList(PrintStream out) {
    listed().forEach((name, nanos) -> line(out, nanos, 0, name));
  }

  /** The time of each name by itself, the longest first. */
  private Map<String, Long> listed() {
    var own = new LinkedHashMap<String, Long>();
    sum(total, own);
    var sorted = new LinkedHashMap<String, Long>();
    own.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
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
    out.printf(Locale.ROOT, "  %8.4f (%5.1f%%)  %s%s%n", nanos / 1e9, percent(nanos), "  ".repeat(depth), name);
  }
}

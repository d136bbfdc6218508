package zkopt.pass;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what passes count, and prints it in the form of {@code --mlir-pass-statistics}. */
public final class PassStatistics implements PassInstrumentation {
  private static final String RULE = "===" + "-".repeat(73) + "===";

  /** A pass at its place in the pipelines, with its counts on all operations. */
  private static final class Counted {
    final PassRun first;
    final SortedMap<String, Long> counts = new TreeMap<>();

    Counted(PassRun first) {
      this.first = first;
      first.step().info().statistics().keySet().forEach(name -> counts.put(name, 0L));
    }

    void print(PrintStream out, int depth) {
      PassStatistics.print(out, title(), counts, first.step().info().statistics(), depth);
    }

    String title() {
      return first.step().info().title();
    }
  }

  /** By place in the pipelines. */
  private final Map<List<Integer>, Counted> passes = new LinkedHashMap<>();

  @Override
  public void afterPass(PassRun run) {
    var counted = passes.computeIfAbsent(run.position(), _ -> new Counted(run));
    run.context().statistics().forEach((name, count) -> counted.counts.merge(name, count, Long::sum));
  }

  /** @param list passes of one name together, in the order of the alphabet; else in the pipelines that hold them */
  public void report(PrintStream out, boolean list) {
    out.println(RULE);
    out.println("                         ... Pass statistics report ...");
    out.println(RULE);
    if (list) printList(out);
    else printPipeline(out);
    out.println();
  }

  private void printList(PrintStream out) {
    var sums = new TreeMap<String, Counted>();
    for (Counted pass : passes.values()) {
      var sum = sums.computeIfAbsent(pass.title(), _ -> new Counted(pass.first));
      pass.counts.forEach((name, count) -> sum.counts.merge(name, count, Long::sum));
    }
    sums.values().stream().filter(pass -> !pass.counts.isEmpty()).forEach(pass -> pass.print(out, 0));
  }

  private void printPipeline(PrintStream out) {
    List<Integer> open = List.of();
    var sorted = passes.entrySet().stream().sorted(Map.Entry.comparingByKey(PassStatistics::compare)).map(Map.Entry::getValue).toList();
    for (Counted pass : sorted) {
      var around = pass.first.position().subList(0, pass.first.position().size() - 1);
      if (!around.isEmpty() && !around.equals(open)) out.println("  ".repeat(around.size() - 1) + "'" + pass.first.op().name() + "' Pipeline");
      open = new ArrayList<>(around);
      pass.print(out, around.size());
    }
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Comparator.<Integer>naturalOrder().compare(a.get(i), b.get(i));
      if (order != 0) return order;
    }
    return Integer.compare(a.size(), b.size());
  }

  /** Names and numbers stand below each other; a count that the pass does not declare has no description. */
  private static void print(PrintStream out, String title, SortedMap<String, Long> counts, Map<String, String> descriptions, int depth) {
    String indent = "  ".repeat(depth);
    out.println(indent + title);
    int name = counts.keySet().stream().mapToInt(String::length).max().orElse(0);
    int number = counts.values().stream().mapToInt(n -> n.toString().length()).max().orElse(0);
    counts.forEach((n, count) -> out.println(("%s  (S) %" + number + "d %-" + name + "s%s")
        .formatted(indent, count, n, descriptions.containsKey(n) ? " - " + descriptions.get(n) : "").stripTrailing()));
  }
}

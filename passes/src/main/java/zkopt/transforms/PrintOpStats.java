package zkopt.transforms;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zkopt.ir.Operation;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Prints how many operations there are of each kind, as mlir-opt's pass of this name does. */
@Pass.Named(value = "print-op-stats", summary = "Print statistics of operations")
public record PrintOpStats(@Option("print JSON") boolean json) implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    var counts = new TreeMap<String, Integer>();
    op.walk(o -> counts.merge(o.name(), 1, Integer::sum));
    if (json) {
      context.out().println(counts.entrySet().stream().map(e -> "  \"" + e.getKey() + "\" : " + e.getValue())
          .collect(Collectors.joining(",\n", "{\n", "\n}")));
    } else {
      table(counts, context.out());
    }
  }

  /** Aligns the dialects to the right, and the names to the left of the counts. */
  private static void table(Map<String, Integer> counts, PrintStream out) {
    int dialects = width(counts, n -> n.indexOf('.'));
    int names = width(counts, n -> n.length() - n.indexOf('.') - 1);
    out.println("Operations encountered:");
    out.println("-----------------------");
    counts.forEach((name, count) -> {
      int dot = name.indexOf('.');
      String dialect = dot < 0 ? "" : name.substring(0, dot + 1);
      out.println("  " + " ".repeat(dialects + 1 - dialect.length()) + dialect
          + String.format("%-" + names + "s", name.substring(dot + 1)) + " , " + count);
    });
  }

  private static int width(Map<String, Integer> counts, java.util.function.ToIntFunction<String> part) {
    return Math.max(1, counts.keySet().stream().mapToInt(part).max().orElse(1));
  }
}

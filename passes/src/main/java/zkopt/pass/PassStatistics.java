package zkopt.pass;

import java.io.PrintStream;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what passes count, and prints it in the form of {@code --mlir-pass-statistics}. */
public final class PassStatistics implements PassInstrumentation {
  private final SortedMap<String, SortedMap<String, Long>> counts = new TreeMap<>();

  @Override
  public void afterPass(PassRun run) {
    var ofPass = counts.computeIfAbsent(run.step().pass().getClass().getSimpleName(), _ -> new TreeMap<>());
    run.context().statistics().forEach((name, count) -> ofPass.merge(name, count, Long::sum));
  }

  public void report(PrintStream out) {
    out.println("===" + "-".repeat(73) + "===");
    out.println("                         ... Pass statistics report ...");
    out.println("===" + "-".repeat(73) + "===");
    counts.forEach((pass, ofPass) -> {
      out.println(pass);
      ofPass.forEach((name, count) -> out.println("  (S) " + count + " " + name));
    });
  }
}

package zkopt.tools.prove;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import zkopt.attack.Tally;
import zkopt.tools.cli.Report;

/**
 * What became of attacks, as a table.
 *
 * @param command what repeats all of them
 */
record AttackReport(List<Tally> tallies, String command) {
  private static final String ROW = "%-34s %9s %9s %8s %9s";
  private static final double MIB = 1 << 20;

  void addTo(Report report) {
    report.line(ROW, "attack", "tried", "rejected", "worst ms", "worst MiB");
    ArrayNode families = JsonNodeFactory.instance.arrayNode();
    for (Tally tally : tallies) {
      line(report, tally);
      families.add(json(tally));
    }
    long tried = tallies.stream().mapToLong(Tally::tried).sum();
    long rejected = tallies.stream().mapToLong(Tally::rejected).sum();
    double millis = tallies.stream().mapToLong(Tally::worstNanos).max().orElse(0) / 1e6;
    long bytes = tallies.stream().mapToLong(Tally::worstBytes).max().orElse(0);
    report.line("%s", row("all", tried, rejected, millis, bytes));
    for (Tally tally : tallies) {
      for (Tally.Failure failure : tally.failures()) {
        report.line("not rejected: %s: %s", failure.what(), failure.attack());
        report.line("  repeat with: %s --only \"%s/%s\"", command, tally.family(), failure.attack());
      }
    }
    report.line(tried == rejected ? "the verifier withstood all attacks; repeat with: %s" : "the verifier did not withstand; all again: %s", command);
    report.add("families", families).add("tried", tried).add("rejected", rejected);
    report.add("worstMillis", millis).add("worstBytes", bytes).add("repeat", command);
  }

  private static String row(String name, long tried, long rejected, double millis, long bytes) {
    return ROW.formatted(name, "%,d".formatted(tried), "%,d".formatted(rejected), "%.1f".formatted(millis), "%.2f".formatted(bytes / MIB));
  }

  private static void line(Report report, Tally tally) {
    report.line("%s", row(tally.family(), tally.tried(), tally.rejected(), tally.worstNanos() / 1e6, tally.worstBytes()));
    tally.refusals().entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(e -> report.line("    %,9d  %s", e.getValue(), e.getKey()));
    tally.notApplicable().forEach((why, n) -> report.line("    %,9d  not tried: %s", n, why));
  }

  private static ObjectNode json(Tally tally) {
    var node = new Report().add("family", tally.family()).add("tried", tally.tried()).add("rejected", tally.rejected());
    node.add("refusedBy", tally.refusals()).add("notTried", tally.notApplicable()).add("failures", tally.failures());
    return node.add("worstMillis", tally.worstNanos() / 1e6).add("worstBytes", tally.worstBytes()).json();
  }
}

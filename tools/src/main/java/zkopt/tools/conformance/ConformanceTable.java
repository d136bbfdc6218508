package zkopt.tools.conformance;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The outcomes by operator, as a Markdown table. */
record ConformanceTable(List<Outcome> outcomes) {
  private static final Stage[] STAGES = {Stage.IMPORTED, Stage.FLOAT, Stage.FIXED, Stage.TABLE, Stage.PROVED};

  String text() {
    var lines = new StringBuilder("| operator | tests | imported | float | fixed | table | proved | worst error | its bound | most rows | why not further |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|\n");
    Map<String, List<Outcome>> byOperator = outcomes.stream().collect(Collectors.groupingBy(o -> o.test().subject(), TreeMap::new, Collectors.toList()));
    byOperator.forEach((operator, of) -> lines.append(row(operator, of)));
    return lines.append(row("**all**", outcomes)).toString();
  }

  long count(Stage stage) {
    return count(outcomes, stage);
  }

  private static long count(List<Outcome> outcomes, Stage stage) {
    return outcomes.stream().filter(o -> o.passed(stage)).count();
  }

  private static String row(String operator, List<Outcome> outcomes) {
    var cells = new StringBuilder("| ").append(operator).append(" | ").append(outcomes.size());
    for (Stage stage : STAGES) cells.append(" | ").append(count(outcomes, stage));
    FixedError error = outcomes.stream().map(Outcome::error).reduce(FixedError.NONE, FixedError::worse);
    cells.append(error.isKnown() ? String.format(Locale.ROOT, " | %.1e | %.1e", error.distance(), error.bound()) : " | | ");
    int rows = outcomes.stream().mapToInt(Outcome::rows).max().orElse(0);
    cells.append(" | ").append(rows == 0 ? "" : rows);
    String reasons = operator.startsWith("**") ? "" : reasons(outcomes).entrySet().stream().limit(2).map(r -> r.getValue() + ": " + r.getKey()).collect(Collectors.joining("; "));
    return cells.append(" | ").append(reasons.replace("|", "\\|")).append(" |\n").toString();
  }

  /** Why tests went no further, most frequent first. */
  static Map<String, Long> reasons(List<Outcome> outcomes) {
    return outcomes.stream().filter(o -> !o.reason().isEmpty()).collect(Collectors.groupingBy(Outcome::shortReason, Collectors.counting()))
        .entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, java.util.LinkedHashMap::new));
  }
}

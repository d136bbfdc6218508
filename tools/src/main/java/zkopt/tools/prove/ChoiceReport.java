package zkopt.tools.prove;

import java.util.List;
import zkopt.tools.choice.OptimizationChoice;
import zkopt.tools.cli.Report;

/** Says which optimizations were left out for the table to be small, and in JSON of the others, too, what was found. */
final class ChoiceReport {
  private ChoiceReport() {}

  /** One optimization, for machines. */
  private record Found(String name, boolean leftOut, String with, String without) {}

  static void addTo(Report report, OptimizationChoice choice) {
    List<OptimizationChoice.Reason> reasons = choice.reasons();
    reasons.stream().filter(OptimizationChoice.Reason::leftOut).forEach(r -> report.line("choice    %s", r.text()));
    report.add("choices", reasons.stream().map(r -> new Found(r.optimization().name(), r.leftOut(), r.with().text(), r.without().text())).toList())
        .add("allTried", choice.complete());
  }
}

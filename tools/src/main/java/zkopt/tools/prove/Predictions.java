package zkopt.tools.prove;

import java.util.LinkedHashMap;
import java.util.Map;
import zkopt.tools.cli.Report;

/** What was predicted, beside what was measured. */
final class Predictions {
  /** One figure. */
  record Figure(String title, double predicted, double measured) {
    double ratio() {
      return predicted / measured;
    }
  }

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  void add(String key, String title, double predicted, double measured) {
    figures.put(key, new Figure(title, predicted, measured));
  }

  void addTo(Report report) {
    var json = new Report();
    report.line("%-26s %14s %14s %9s", "", "predicted", "measured", "ratio");
    figures.forEach((key, f) -> {
      report.line("%-26s %,14.0f %,14.0f %9.2f", f.title(), f.predicted(), f.measured(), f.ratio());
      json.add(key, new Report().add("predicted", f.predicted()).add("measured", f.measured()).add("ratio", f.ratio()));
    });
    report.add("predictions", json);
  }
}

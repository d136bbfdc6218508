package zkopt.tools.prove;

import java.util.ArrayList;
import java.util.List;
import zkopt.tools.cli.Report;

/** What was predicted, beside what was measured. */
final class Predictions {
  /** One figure. */
  record Figure(String model, String key, String title, double predicted, double measured) {
    double ratio() {
      return predicted / measured;
    }
  }

  private final List<Figure> figures = new ArrayList<>();

  void add(String model, String key, String title, double predicted, double measured) {
    figures.add(new Figure(model, key, title, predicted, measured));
  }

  void addAll(Predictions of) {
    figures.addAll(of.figures);
  }

  int count() {
    return figures.size();
  }

  /** Those further from what was measured than {@code share} of it, in words. */
  List<String> beyond(double share) {
    return figures.stream().filter(f -> !(Math.abs(f.ratio() - 1) <= share)).map(f -> "%s of %s (%.2f)".formatted(f.title(), f.model(), f.ratio())).toList();
  }

  void addTo(Report report) {
    var json = new Report();
    report.line("%-26s %14s %14s %9s", "", "predicted", "measured", "ratio");
    for (Figure f : figures) {
      report.line("%-26s %,14.0f %,14.0f %9.2f", f.title(), f.predicted(), f.measured(), f.ratio());
      json.add(f.key(), new Report().add("predicted", f.predicted()).add("measured", f.measured()).add("ratio", f.ratio()));
    }
    report.add("predictions", json);
  }
}

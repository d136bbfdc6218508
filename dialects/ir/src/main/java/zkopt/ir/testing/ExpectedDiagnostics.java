package zkopt.ir.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import zkopt.ir.Diagnostic;
import zkopt.ir.Location;
import zkopt.ir.text.DiagnosticPrinter;

/**
 * What a text says of the diagnostics that it causes, in comments, as {@code mlir-opt --verify-diagnostics} reads them:
 * {@code expected-error@+1 2 {{part of the message}}}; also {@code -warning}, {@code -note}, {@code -remark}, {@code -re} (a regular
 * expression in {@code {{...}}} inside the text), {@code @-N}, {@code @above}, {@code @below} and {@code @unknown}.
 */
public final class ExpectedDiagnostics {
  /** UNKNOWN_LINE: a place in no file. */
  private static final int UNKNOWN_LINE = 0;

  private static final Pattern EXPECTED = Pattern.compile(
      "expected-(?<kind>error|warning|note|remark)(?<re>-re)? *(@(?<place>[+-][0-9]+|above|below|unknown))? *(?<count>[0-9]+)? *\\{\\{(?<text>.*?)\\}\\} *(?=$|//|expected-)");

  private static final class Expectation {
    final Diagnostic.Severity severity;
    final Location comment;
    final int line;
    final Pattern pattern;
    final String text;
    int count;

    Expectation(Matcher m, Location comment, int line, Pattern pattern) {
      this.severity = Diagnostic.Severity.valueOf(m.group("kind").toUpperCase(Locale.ROOT));
      this.comment = comment;
      this.line = line;
      this.pattern = pattern;
      this.text = m.group("text");
      this.count = m.group("count") == null ? 1 : Integer.parseInt(m.group("count"));
    }
  }

  private final String sourceName;
  private final List<Expectation> expectations = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  public ExpectedDiagnostics(String sourceName, String text) {
    this.sourceName = sourceName;
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) read(lines.get(i), i + 1, lines);
  }

  private void read(String text, int line, List<String> lines) {
    var m = EXPECTED.matcher(text);
    while (m.find()) {
      var comment = new Location.FileLineCol(sourceName, line, m.start() + 1);
      try {
        var pattern = Pattern.compile(m.group("re") == null ? Pattern.quote(m.group("text")) : regularExpression(m.group("text")));
        expectations.add(new Expectation(m, comment, place(m.group("place"), line, lines), pattern));
      } catch (PatternSyntaxException e) {
        problems.add(problem(comment, "invalid regex: " + e.getDescription().toLowerCase(Locale.ROOT)));
      }
    }
  }

  /** The line that a comment speaks of; above and below skip lines that are comments of this kind themselves. */
  private static int place(String place, int line, List<String> lines) {
    return switch (place) {
      case null -> line;
      case "unknown" -> UNKNOWN_LINE;
      case "above" -> next(line, -1, lines);
      case "below" -> next(line, 1, lines);
      default -> line + Integer.parseInt(place);
    };
  }

  private static int next(int line, int step, List<String> lines) {
    int at = line + step;
    while (at >= 1 && at <= lines.size() && lines.get(at - 1).strip().startsWith("//") && lines.get(at - 1).contains("expected-")) at += step;
    return at;
  }

  /** Text outside {@code {{...}}} stands for itself. */
  private static String regularExpression(String text) {
    var expression = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{{", at);
      int close = open < 0 ? -1 : text.indexOf("}}", open);
      if (close < 0) break;
      expression.append(Pattern.quote(text.substring(at, open))).append('(').append(text, open + 2, close).append(')');
      at = close + 2;
    }
    return expression.append(Pattern.quote(text.substring(at))).toString();
  }

  /** Takes note of a diagnostic that was emitted. @param onlyExpected do not mind one that nothing expects */
  public void process(Diagnostic diagnostic, boolean onlyExpected) {
    var place = DiagnosticPrinter.place(diagnostic.location());
    int line = place == null ? UNKNOWN_LINE : place.line();
    var match = expectations.stream()
        .filter(e -> e.count > 0 && e.line == line && e.severity == diagnostic.severity() && e.pattern.matcher(diagnostic.message()).find())
        .findFirst();
    if (match.isPresent()) match.get().count--;
    else if (!onlyExpected) problems.add(problem(diagnostic.location(), "unexpected " + diagnostic.severity() + ": " + diagnostic.message()));
    diagnostic.notes().forEach(note -> process(note, onlyExpected));
  }

  /** What was not as expected, as errors; empty when all was. */
  public List<Diagnostic> problems() {
    var all = new ArrayList<>(problems);
    for (var e : expectations) {
      if (e.count > 0) all.add(problem(e.comment, "expected " + e.severity + " \"" + e.text + "\" was not produced"));
    }
    return all;
  }

  private static Diagnostic problem(Location location, String message) {
    return new Diagnostic(Diagnostic.Severity.ERROR, location, message, List.of());
  }

  /** @throws AssertionError when these diagnostics are not exactly those expected */
  void check(List<Diagnostic> diagnostics) {
    diagnostics.forEach(d -> process(d, false));
    if (problems().isEmpty()) return;
    throw new AssertionError(problems().stream().map(p -> p.location() + ": error: " + p.message()).collect(Collectors.joining("\n")));
  }
}

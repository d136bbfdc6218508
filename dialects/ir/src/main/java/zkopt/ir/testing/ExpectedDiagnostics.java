package zkopt.ir.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zkopt.ir.Diagnostic;
import zkopt.ir.Location;

/**
 * The diagnostics that comments of a text ask for: {@code // expected-error {{part of the message}}} for this line,
 * {@code expected-error@+1} for the next, {@code @-2}, {@code @below}, {@code @above}, {@code @unknown} for no place. Also {@code warning},
 * {@code note}, {@code remark}. {@code expected-error-re} has {@code {{regex}}} parts inside the braces. Every error must be expected.
 */
public final class ExpectedDiagnostics {
  private static final Pattern EXPECTED = Pattern.compile(
      "//.*?expected-(error|warning|note|remark)(-re)?(?:@([+-]\\d+|above|below|unknown))?\\s*\\{\\{(.*)\\}\\}");

  private record Expectation(String severity, int line, boolean anywhere, Pattern message, String text) {}

  private final String source;
  private final List<Expectation> expectations = new ArrayList<>();

  public ExpectedDiagnostics(String source, String text) {
    this.source = source;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher m = EXPECTED.matcher(line);
      if (!m.find()) continue;
      String where = m.group(3) == null ? "+0" : m.group(3);
      int at = switch (where) {
        case "above" -> number - 1;
        case "below" -> number + 1;
        case "unknown" -> 0;
        default -> number + Integer.parseInt(where);
      };
      expectations.add(new Expectation(m.group(1), at, at == 0, message(m.group(4), m.group(2) != null), m.group(4)));
    }
  }

  private static Pattern message(String text, boolean hasPatterns) {
    if (!hasPatterns) return Pattern.compile(Pattern.quote(text));
    return FileCheck.pattern(text);
  }

  /** @throws AssertionError when an expected diagnostic is missing or an error, warning or remark was not expected */
  public void check(List<Diagnostic> diagnostics) {
    var open = new ArrayList<>(expectations);
    var problems = new ArrayList<String>();
    for (Diagnostic d : diagnostics) {
      if (!take(open, d)) problems.add("unexpected " + show(d));
      for (Diagnostic note : d.notes()) take(open, note);
    }
    for (Expectation e : open) problems.add("line " + e.line + ": expected " + e.severity + " \"" + e.text + "\" was not produced");
    if (!problems.isEmpty()) throw new AssertionError(source + ":\n  " + String.join("\n  ", problems));
  }

  private boolean take(List<Expectation> open, Diagnostic d) {
    int line = d.location() instanceof Location.FileLineCol l ? l.line() : 0;
    for (Expectation e : open) {
      if (!e.severity.equals(d.severity().toString().toLowerCase(Locale.ROOT)) || !e.anywhere && e.line != line) continue;
      if (!e.message.matcher(d.message()).find()) continue;
      open.remove(e);
      return true;
    }
    return false;
  }

  private static String show(Diagnostic d) {
    return d.severity() + " at " + d.location() + ": " + d.message();
  }
}

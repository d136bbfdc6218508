package zkopt.ir.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of LLVM's FileCheck that our tests need: {@code CHECK}, {@code CHECK-LABEL}, {@code CHECK-NEXT}, {@code CHECK-SAME},
 * {@code CHECK-NOT}, {@code CHECK-DAG}; in them {@code {{regex}}}, {@code [[NAME:regex]]} and
 * {@code [[NAME]]}. Runs of blanks match any run of blanks.
 */
public final class FileCheck {
  private record Directive(String kind, String pattern, int line) {}

  private static final Pattern PARTS = Pattern.compile("\\{\\{(.*?)\\}\\}|\\[\\[(\\w+)(?::(.*?))?\\]\\]|(\\s+)");

  private final String source;
  private final List<Directive> directives = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();

  public FileCheck(String source, String text, String prefix) {
    this.source = source;
    Pattern directive = Pattern.compile("//\\s*" + Pattern.quote(prefix) + "(-LABEL|-NEXT|-SAME|-NOT|-DAG)?:\\s*(.*?)\\s*$");
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher m = directive.matcher(line);
      if (m.find()) directives.add(new Directive(m.group(1) == null ? "" : m.group(1).substring(1), m.group(2), number));
    }
    if (directives.isEmpty()) throw new AssertionError(source + ": no " + prefix + " line");
  }

  /** @throws AssertionError naming the first directive that fails, with the output behind the last match */
  public void check(String output) {
    int at = 0;
    int dagStart = 0;
    var forbidden = new ArrayList<Directive>();
    for (int i = 0; i < directives.size(); i++) {
      Directive d = directives.get(i);
      if (d.kind.equals("NOT")) {
        forbidden.add(d);
        continue;
      }
      boolean dag = d.kind.equals("DAG");
      if (!dag || i == 0 || !directives.get(i - 1).kind.equals("DAG")) dagStart = at;
      Matcher m = pattern(d.pattern, variables).matcher(output);
      int from = dag ? dagStart : at;
      if (!m.find(from)) fail(d, "not found", output, from);
      checkDistance(d, output, at, m.start());
      for (Directive f : forbidden) {
        Matcher bad = pattern(f.pattern, variables).matcher(output).region(at, Math.max(at, m.start()));
        if (bad.find()) fail(f, "found", output, at);
      }
      forbidden.clear();
      bind(d.pattern, m);
      at = dag ? Math.max(at, m.end()) : m.end();
    }
    for (Directive f : forbidden) {
      if (pattern(f.pattern, variables).matcher(output).region(at, output.length()).find()) fail(f, "found", output, at);
    }
  }

  private void checkDistance(Directive d, String output, int at, int start) {
    long newlines = output.substring(Math.min(at, start), start).chars().filter(c -> c == '\n').count();
    if (d.kind.equals("NEXT") && newlines != 1) fail(d, "is not on the next line", output, at);
    if (d.kind.equals("SAME") && newlines != 0) fail(d, "is not on the same line", output, at);
  }

  private void fail(Directive d, String what, String output, int at) {
    String rest = output.substring(at).lines().limit(12).reduce("", (a, b) -> a + "\n    " + b);
    throw new AssertionError(source + ":" + d.line + ": " + (d.kind.isEmpty() ? "CHECK" : "CHECK-" + d.kind) + " " + what + ": " + d.pattern
        + (variables.isEmpty() ? "" : "\n  with " + variables) + "\n  output from here:" + rest);
  }

  private void bind(String pattern, Matcher m) {
    Matcher parts = PARTS.matcher(pattern);
    while (parts.find()) {
      if (parts.group(2) != null && parts.group(3) != null) variables.put(parts.group(2), m.group(groupName(parts.group(2))));
    }
  }

  private static String groupName(String variable) {
    return "v" + variable.replace("_", "U");
  }

  private static Pattern pattern(String text, Map<String, String> variables) {
    var regex = new StringBuilder();
    var defined = new HashMap<String, Boolean>();
    Matcher parts = PARTS.matcher(text);
    int end = 0;
    while (parts.find()) {
      regex.append(Pattern.quote(text.substring(end, parts.start())));
      end = parts.end();
      if (parts.group(1) != null) regex.append("(?:").append(parts.group(1)).append(')');
      else if (parts.group(4) != null) regex.append("[ \\t]+");
      else if (parts.group(3) != null && defined.putIfAbsent(parts.group(2), true) == null) {
        regex.append("(?<").append(groupName(parts.group(2))).append('>').append(parts.group(3)).append(')');
      } else if (defined.containsKey(parts.group(2))) regex.append("\\k<").append(groupName(parts.group(2))).append('>');
      else regex.append(Pattern.quote(variables.getOrDefault(parts.group(2), "[[" + parts.group(2) + "]]")));
    }
    return Pattern.compile(regex.append(Pattern.quote(text.substring(end))).toString(), Pattern.MULTILINE);
  }
}

package zkopt.tools.opt;

import zkopt.ir.Location;
import zkopt.ir.Remark;
import zkopt.ir.text.DiagnosticPrinter;

/** A remark as a document of YAML, in the form of LLVM's optimization records, which tools for those read. */
final class RemarkYaml {
  /** Keys are followed by blanks up to here. */
  private static final String KEY = "%-16s ";

  private RemarkYaml() {}

  static String of(Remark remark) {
    Location.FileLineCol place = DiagnosticPrinter.place(remark.location());
    String location = "{ File: " + scalar(place == null ? "<unknown file>" : place.file()) + ", Line: " + (place == null ? 0 : place.line())
        + ", Column: " + (place == null ? 0 : place.column()) + " }";
    return "--- !" + remark.kind().title() + "\n" + line("Pass", scalar(remark.category())) + line("Name", scalar(remark.name())) + line("DebugLoc", location)
        + line("Function", scalar(remark.function() == null ? "<unknown function>" : remark.function())) + "Args:\n  - "
        + line(remark.kind().key(), scalar(remark.message())) + "...\n";
  }

  private static String line(String key, String value) {
    return KEY.formatted(key + ":") + value + "\n";
  }

  /** Plain where that is no other thing than a text, else in quotes. */
  private static String scalar(String text) {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) return quoted(text);
    boolean plain = text.matches("[A-Za-z0-9_^.,][-A-Za-z0-9_^., \t]*") && !text.endsWith(" ")
        && !text.matches("(?i)null|true|false|[-+]?[.]?[0-9].*|[.](inf|nan)");
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.chars().forEach(c -> {
      if (c == '"' || c == '\\') quoted.append('\\').append((char) c);
      else if (c < ' ' || c == 0x7F) quoted.append(String.format("\\x%02X", c));
      else quoted.append((char) c);
    });
    return quoted.append('"').toString();
  }
}

package zkopt.ir.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zkopt.ir.Diagnostic;
import zkopt.ir.Location;

/**
 * Shows diagnostics to people: {@code file:line:column: error: message}, the line of the source with a caret below, then the notes
 * in the same way.
 */
public final class DiagnosticPrinter {
  private static final int MAX_LINE = 400;

  /** The texts of sources that are no files, which are taken apart when a diagnostic shows a line of them: they may be large. */
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<String>> sources = new HashMap<>();

  /** Gives the text of a source that is no file. */
  public DiagnosticPrinter withSource(String name, String text) {
    texts.put(name, text);
    sources.remove(name);
    return this;
  }

  /** The diagnostics, one after the other, each line ended. */
  public String print(List<Diagnostic> diagnostics) {
    var out = new StringBuilder();
    diagnostics.forEach(d -> append(d, true, out));
    return out.toString();
  }

  public String print(Diagnostic diagnostic) {
    return print(List.of(diagnostic));
  }

  /** @param withLine whether to show the line of the source: not again below a diagnostic of the same place */
  private void append(Diagnostic diagnostic, boolean withLine, StringBuilder out) {
    Location.FileLineCol place = place(diagnostic.location());
    String node = diagnostic.location().nodeName().orElse(null);
    if (place != null) out.append(place.file()).append(':').append(place.line()).append(':').append(place.column()).append(": ");
    else if (node == null) out.append("<unknown>:0: ");
    if (node != null) out.append("node '").append(node).append("': ");
    out.append(diagnostic.severity()).append(": ").append(diagnostic.message()).append('\n');
    if (place != null && withLine) appendSource(place, out);
    Location last = diagnostic.location();
    for (Diagnostic note : diagnostic.notes()) {
      append(note, !note.location().equals(last), out);
      last = note.location();
    }
  }

  private void appendSource(Location.FileLineCol place, StringBuilder out) {
    List<String> lines = sources.computeIfAbsent(place.file(), this::lines);
    if (place.line() < 1 || place.line() > lines.size()) return;
    String line = lines.get(place.line() - 1);
    if (line.length() > MAX_LINE) return;
    out.append(line).append('\n');
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    int column = new String(bytes, 0, Math.min(Math.max(0, place.column() - 1), bytes.length), StandardCharsets.UTF_8).length();
    for (int i = 0; i < column; i++) out.append(line.charAt(i) == '\t' ? '\t' : ' ');
    out.append("^\n");
  }

  private List<String> lines(String source) {
    String text = texts.get(source);
    if (text != null) return text.lines().toList();
    try {
      return new ArrayList<>(Files.readAllLines(Path.of(source)));
    } catch (IOException | RuntimeException _) {
      // the place alone has to do
      return List.of();
    }
  }

  /** The place in a file that a location stems from, or null. */
  public static Location.FileLineCol place(Location location) {
    return switch (location) {
      case Location.FileLineCol l -> l;
      case Location.Name(_, Location child) -> place(child);
      case Location.CallSite(Location callee, _) -> place(callee);
      case Location.Fused(var all, _) -> all.stream().map(DiagnosticPrinter::place).filter(l -> l != null).findFirst().orElse(null);
      case Location.Unknown _ -> null;
    };
  }
}

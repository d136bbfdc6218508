package zkopt.ir;

import java.util.ArrayList;
import java.util.List;

/** A message about a place, with notes. Lower case, no full stop, the thing in single quotes. */
public record Diagnostic(Severity severity, Location location, String message, List<Diagnostic> notes) {
  public enum Severity {
    ERROR, WARNING, NOTE, REMARK;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Diagnostic {
    notes = new ArrayList<>(notes);
  }

  /** Adds a note and returns this diagnostic. */
  public Diagnostic note(Location location, String message) {
    notes.add(new Diagnostic(Severity.NOTE, location, message, List.of()));
    return this;
  }
}

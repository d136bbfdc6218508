package zkopt.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects diagnostics until somebody shows them. */
public final class DiagnosticEngine {
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Reports an error; notes may be added to the returned diagnostic. */
  public Diagnostic error(Location location, String message) {
    return emit(Diagnostic.Severity.ERROR, location, message);
  }

  public Diagnostic warning(Location location, String message) {
    return emit(Diagnostic.Severity.WARNING, location, message);
  }

  public Diagnostic remark(Location location, String message) {
    return emit(Diagnostic.Severity.REMARK, location, message);
  }

  /** Reports an error about an operation: {@code 'arith.addf' op <message>}. */
  public Diagnostic opError(Operation op, String message) {
    return error(op.location(), "'" + op.name() + "' op " + message);
  }

  private Diagnostic emit(Diagnostic.Severity severity, Location location, String message) {
    var diagnostic = new Diagnostic(severity, location, message, List.of());
    diagnostics.add(diagnostic);
    return diagnostic;
  }

  /** Takes over what another one collected. */
  public void addAll(List<Diagnostic> others) {
    diagnostics.addAll(others);
  }

  public List<Diagnostic> diagnostics() {
    return Collections.unmodifiableList(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }

  /** Returns what was collected and starts afresh. */
  public List<Diagnostic> drain() {
    var drained = List.copyOf(diagnostics);
    diagnostics.clear();
    return drained;
  }
}

package zkopt.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.PrintOptions;

/** Collects diagnostics until somebody shows them. */
public final class DiagnosticEngine {
  /** Longer constants are left out of the operations in notes. */
  private static final long LONGEST_CONSTANT = 16;

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  /** How the operation that a diagnostic is about is printed in a note; null for no note. */
  private PrintOptions operations;
  private boolean stackTraces;

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
    return error(op, "'" + op.name() + "' op " + message);
  }

  /** Reports an error about an operation that the message names itself, or need not name. */
  public Diagnostic error(Operation op, String message) {
    return withOperation(error(op.location(), message), op, true);
  }

  /** Warns of a valid operation. */
  public Diagnostic warning(Operation op, String message) {
    return withOperation(warning(op.location(), message), op, false);
  }

  /** Remarks on a valid operation. */
  public Diagnostic remark(Operation op, String message) {
    return withOperation(remark(op.location(), message), op, false);
  }

  private Diagnostic withOperation(Diagnostic diagnostic, Operation op, boolean generic) {
    if (operations == null) return diagnostic;
    String text = AsmPrinter.printLocally(op, operations.generic(generic));
    return diagnostic.note(op.location(), "see current operation: " + (text.contains("\n") ? "\n" : "") + text);
  }

  private Diagnostic emit(Diagnostic.Severity severity, Location location, String message) {
    var diagnostic = new Diagnostic(severity, location, message, List.of());
    if (stackTraces) diagnostic.note(location, "diagnostic emitted with trace:\n" + stackTrace());
    diagnostics.add(diagnostic);
    return diagnostic;
  }

  private static String stackTrace() {
    var frames = new StringBuilder();
    StackWalker.getInstance().forEach(f -> {
      if (!f.getClassName().equals(DiagnosticEngine.class.getName())) frames.append("  ").append(f.toStackTraceElement()).append('\n');
    });
    return frames.toString();
  }

  /** Shows with each diagnostic about an operation that operation, with errors in generic form: it may not have what its custom form prints. */
  public void showOperations(PrintOptions form) {
    operations = form.localScope(true).elideElementsLargerThan(LONGEST_CONSTANT);
  }

  /** Shows with each diagnostic where it was made. */
  public void showStackTraces() {
    stackTraces = true;
  }

  /** Shows what {@code other} shows. */
  void showAs(DiagnosticEngine other) {
    operations = other.operations;
    stackTraces = other.stackTraces;
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

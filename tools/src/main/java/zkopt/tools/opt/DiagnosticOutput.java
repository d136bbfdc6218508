package zkopt.tools.opt;

import java.io.PrintStream;
import java.util.List;
import zkopt.ir.Diagnostic;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.testing.ExpectedDiagnostics;
import zkopt.ir.text.DiagnosticPrinter;

/** Where the diagnostics of one input go: to people, or to be compared with what the input's comments expect. */
final class DiagnosticOutput {
  private final OptOptions options;
  private final PrintStream err;
  private final DiagnosticPrinter printer;
  private final ExpectedDiagnostics expected;

  DiagnosticOutput(OptOptions options, PrintStream err, String name, String text) {
    this.options = options;
    this.err = err;
    this.printer = new DiagnosticPrinter().withSource(name, text);
    this.expected = options.verifyDiagnostics == null ? null : new ExpectedDiagnostics(name, text);
  }

  /** Whether diagnostics are compared and not shown. */
  boolean verifies() {
    return expected != null;
  }

  /** Takes what was collected. */
  void take(DiagnosticEngine diagnostics) {
    List<Diagnostic> taken = diagnostics.drain();
    if (expected == null) err.print(printer.print(taken));
    else taken.forEach(d -> expected.process(d, options.verifyDiagnostics == OptOptions.VerifyDiagnostics.ONLY_EXPECTED));
  }

  /** Shows where the diagnostics were not as expected; returns whether they were. */
  boolean compare() {
    List<Diagnostic> problems = expected.problems();
    err.print(printer.print(problems));
    return problems.isEmpty();
  }
}

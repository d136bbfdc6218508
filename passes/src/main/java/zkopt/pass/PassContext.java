package zkopt.pass;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import zkopt.ir.CompileException;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;

/** What a running pass may use besides the IR. */
public final class PassContext {
  private final IRContext ir;
  private final SortedMap<String, Long> statistics = new TreeMap<>();

  public PassContext(IRContext ir) {
    this.ir = ir;
  }

  public IRContext ir() {
    return ir;
  }

  public DiagnosticEngine diagnostics() {
    return ir.diagnostics();
  }

  /** Reports {@code 'op' op <message>} as an error, and makes the exception with which the pass gives up. */
  public CompileException failure(Operation op, String message) {
    return new CompileException(diagnostics().opError(op, message).message());
  }

  /** Adds to a count that {@code --mlir-pass-statistics} shows; {@code name} as in {@code num-cse'd}. */
  public void count(String name, long amount) {
    statistics.merge(name, amount, Long::sum);
  }

  /** The counts of the pass that runs now. */
  public SortedMap<String, Long> statistics() {
    return Collections.unmodifiableSortedMap(statistics);
  }
}

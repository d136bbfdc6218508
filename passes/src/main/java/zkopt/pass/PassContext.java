package zkopt.pass;

import java.io.PrintStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import zkopt.ir.CompileException;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.ir.Traits;

/** What a running pass may use besides the IR. */
public final class PassContext {
  private final IRContext ir;
  /** The pass that runs, in remarks. */
  private final String pass;
  private final PrintStream out;
  private final BiConsumer<PassPipeline, Operation> dynamic;
  private final SortedMap<String, Long> statistics = new TreeMap<>();

  /** A context whose passes print to standard error. */
  public PassContext(IRContext ir) {
    this(ir, System.err);
  }

  public PassContext(IRContext ir, PrintStream out) {
    this(ir, "", out, (pipeline, op) -> {
      if (!new PassManager(ir, pipeline).printTo(out).run(op)) throw new CompileException("'" + pipeline + "' failed");
    });
  }

  /** @param dynamic runs pipelines of passes */
  PassContext(IRContext ir, String pass, PrintStream out, BiConsumer<PassPipeline, Operation> dynamic) {
    this.ir = ir;
    this.pass = pass;
    this.out = out;
    this.dynamic = dynamic;
  }

  public IRContext ir() {
    return ir;
  }

  /** Where a pass prints what it was asked for; never the IR that the tool outputs. */
  public PrintStream out() {
    return out;
  }

  public DiagnosticEngine diagnostics() {
    return ir.diagnostics();
  }

  /** Whether somebody asked for remarks of this kind of the pass that runs. */
  public boolean wantsRemarks(Remark.Kind kind) {
    return ir.remarks().wants(kind, pass);
  }

  /**
   * Tells what the pass did or did not do to an operation, if somebody asked for it.
   *
   * @param name which kind of remark, as {@code Inlined} or {@code NotInlined}
   * @param op an operation that still has its place
   */
  public void remark(Remark.Kind kind, String name, Operation op, Supplier<String> message) {
    if (!wantsRemarks(kind)) return;
    ir.remarks().report(new Remark(kind, pass, name, op.location(), function(op), message.get()));
  }

  /** The name of the function, or other symbol that is no table of symbols, around an operation; null if there is none. */
  private static String function(Operation op) {
    for (Operation o = op; o != null; o = o.parentOp()) {
      if (o instanceof Traits.Symbol s && s.symbolName() != null && !(o instanceof Traits.SymbolTable)) return s.symbolName();
    }
    return null;
  }

  /** Runs passes on the operation that the pass runs on, watched as that is: MLIR's dynamic pass pipelines. Does not return where one fails. */
  public void run(PassPipeline pipeline, Operation op) {
    dynamic.accept(pipeline, op);
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

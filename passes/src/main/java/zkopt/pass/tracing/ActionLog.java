package zkopt.pass.tracing;

import java.io.PrintStream;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import zkopt.ir.Action;
import zkopt.ir.ActionHandler;
import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.PrintOptions;
import zkopt.ir.text.PrintOptions.Flag;

/**
 * Writes a line when an action begins and one when it ended, in mlir-opt's form.
 *
 * @param tags the kinds to log
 * @param filter what the actions logged are done to
 * @param outcomes whether to say also if a rewrite applied
 */
public record ActionLog(PrintStream out, Set<String> tags, Predicate<Operation> filter, boolean outcomes) implements ActionHandler {
  private static final PrintOptions SHORT = PrintOptions.DEFAULT.localScope(true).with(Flag.SKIP_REGIONS, true).elideElementsLargerThan(16);

  @Override
  public boolean execute(Action action, BooleanSupplier step) {
    if (!tags.contains(action.tag()) || !filter.test(action.op())) return step.getAsBoolean();
    String thread = "[thread " + Thread.currentThread().getName() + "] ";
    String op = (action.tag().equals(Action.SWEEP) ? "Region #0 for op " : "") + AsmPrinter.printLocally(action.op(), SHORT);
    out.println(thread + "begins (no breakpoint) Action " + action.description() + " (" + op + ")`");
    boolean did = step.getAsBoolean();
    boolean told = outcomes && action.tag().equals(Action.REWRITE);
    out.println(thread + "completed `" + action.tag() + "`" + (told ? did ? ": applied" : ": did not apply" : ""));
    return did;
  }
}

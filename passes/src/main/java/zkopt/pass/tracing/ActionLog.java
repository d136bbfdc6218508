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
 * Writes a line when an action begins and one when it ended, and whether it did anything.
 *
 * @param tags the kinds to log
 * @param filter what the actions logged are done to
 */
public record ActionLog(PrintStream out, Set<String> tags, Predicate<Operation> filter) implements ActionHandler {
  private static final PrintOptions SHORT = PrintOptions.DEFAULT.localScope(true).with(Flag.SKIP_REGIONS, true).elideElementsLargerThan(16);

  @Override
  public boolean execute(Action action, BooleanSupplier step) {
    if (!tags.contains(action.tag()) || !filter.test(action.op())) return step.getAsBoolean();
    String what = "`" + action.tag() + "` " + action.name();
    out.println("begins " + what + " on `" + AsmPrinter.printLocally(action.op(), SHORT) + "`");
    boolean did = step.getAsBoolean();
    out.println("completed " + what + (action.tag().equals(Action.REWRITE) ? did ? ": applied" : ": did not apply" : ""));
    return did;
  }
}

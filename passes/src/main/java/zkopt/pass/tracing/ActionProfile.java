package zkopt.pass.tracing;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import zkopt.ir.Action;
import zkopt.ir.ActionHandler;

/** Writes when actions began and ended in the trace event format of Chrome, which trace viewers show. */
public final class ActionProfile implements ActionHandler, AutoCloseable {
  private static final int NANOS_PER_MICRO = 1000;

  private final PrintStream out;
  private final long start = System.nanoTime();
  private boolean empty = true;

  public ActionProfile(PrintStream out) {
    this.out = out;
  }

  @Override
  public boolean execute(Action action, BooleanSupplier step) {
    event(action, "B", ", \"args\": {\"desc\": \"" + action.description() + "\"}");
    try {
      return step.getAsBoolean();
    } finally {
      event(action, "E", "");
    }
  }

  private void event(Action action, String phase, String arguments) {
    out.print(empty ? "[" : ",\n");
    empty = false;
    out.printf(Locale.ROOT, "{\"name\": \"%s\", \"cat\": \"PERF\", \"ph\": \"%s\", \"pid\": 0, \"tid\": %d, \"ts\": %d%s}",
        action.tag(), phase, Thread.currentThread().threadId(), (System.nanoTime() - start) / NANOS_PER_MICRO, arguments);
  }

  /** Ends the list. */
  @Override
  public void close() {
    out.print(empty ? "[]" : "]");
  }
}

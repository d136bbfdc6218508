package zkopt.pass.tracing;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import zkopt.ir.Action;
import zkopt.ir.ActionHandler;

/**
 * Leaves actions out by their number, to find the one that breaks something by bisection: the first {@code skip} of a tag, and all
 * after {@code count} more.
 */
public final class DebugCounter implements ActionHandler {
  private static final long ALL = -1;

  /** Of one tag. */
  private static final class Counter {
    long seen;
    long skip;
    long count = ALL;

    boolean next() {
      seen++;
      return seen > skip && (count == ALL || seen <= skip + count);
    }
  }

  private final Map<String, Counter> counters = new TreeMap<>();

  /**
   * @param text {@code tag-skip=n,tag-count=n,...}; may be empty
   * @throws IllegalArgumentException whose message says what is wrong with the text
   */
  public DebugCounter(String text) {
    for (String argument : text.isEmpty() ? new String[0] : text.split(",")) {
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected DebugCounter argument to have an `=` separating the counter name and value, but the provided argument was: `" + argument + "`");
      }
      String name = argument.substring(0, equals);
      long value = value(argument.substring(equals + 1));
      if (name.endsWith("-skip")) counter(name).skip = value;
      else if (name.endsWith("-count")) counter(name).count = value;
      else throw new IllegalArgumentException("expected DebugCounter counter name to end with either `-skip` or `-count`, but got `" + name + "`");
    }
  }

  private Counter counter(String name) {
    return counters.computeIfAbsent(name.substring(0, name.lastIndexOf('-')), _ -> new Counter());
  }

  private static long value(String text) {
    if (text.matches("[0-9]{1,18}")) return Long.parseLong(text);
    throw new IllegalArgumentException("expected DebugCounter counter value to be numeric, but got `" + text + "`");
  }

  @Override
  public boolean execute(Action action, BooleanSupplier step) {
    var counter = counters.get(action.tag());
    return (counter == null || counter.next()) && step.getAsBoolean();
  }

  /** The counters: {@code tag: {seen,skip,count}}. */
  public void report(PrintStream out) {
    out.println("DebugCounter counters:");
    counters.forEach((tag, c) -> out.printf("%-32s: {%d,%d,%d}%n", tag, c.seen, c.skip, c.count));
  }
}

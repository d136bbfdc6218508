package zkopt.ir;

import java.util.function.BooleanSupplier;

/** Stands around each {@link Action}: may watch it, or leave it out. */
@FunctionalInterface
public interface ActionHandler {
  /** Runs {@code step} and returns what it says, whether it did anything; or does not run it, and returns false. */
  boolean execute(Action action, BooleanSupplier step);

  /** This one around {@code inner}. */
  default ActionHandler around(ActionHandler inner) {
    return (action, step) -> execute(action, () -> inner.execute(action, step));
  }
}

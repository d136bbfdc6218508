package zkopt.rewrite;

import java.util.function.Predicate;
import zkopt.ir.Operation;
import zkopt.ir.Traits;

/** What can be told of an operation's effects from its traits, those of the operations inside included. */
public final class Effects {
  private Effects() {}

  /** Touches no memory and cannot fail. */
  public static boolean isPure(Operation op) {
    return holds(op, o -> o instanceof Traits.Pure || o instanceof Traits.MemoryEffects e && !e.reads() && !e.writes() && !e.allocates());
  }

  /** May read, but neither writes nor allocates. */
  public static boolean isReadOnly(Operation op) {
    return holds(op, o -> o instanceof Traits.Pure || o instanceof Traits.MemoryEffects e && !e.writes() && !e.allocates());
  }

  /** May write memory; an operation of unknown effects may. */
  public static boolean mayWrite(Operation op) {
    return !holds(op, o -> o instanceof Traits.Pure || o instanceof Traits.MemoryEffects e && !e.writes());
  }

  /** Nobody would miss it: its results are unused, and it does nothing but read, compute and allocate. */
  public static boolean isTriviallyDead(Operation op) {
    return !op.hasUses() && isDeadWhenUnused(op);
  }

  /** Does nothing but read, compute and allocate, so that it is {@linkplain #isTriviallyDead trivially dead} without uses. */
  static boolean isDeadWhenUnused(Operation op) {
    return !(op instanceof Traits.Terminator) && !(op instanceof Traits.Symbol)
        && holds(op, o -> o instanceof Traits.Pure || o instanceof Traits.MemoryEffects e && !e.writes());
  }

  private static boolean holds(Operation op, Predicate<Operation> property) {
    if (!(op instanceof Traits.RecursiveMemoryEffects)) return property.test(op);
    return op.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.operations().stream())
        .allMatch(o -> o instanceof Traits.Terminator && o.regions().isEmpty() || holds(o, property));
  }
}

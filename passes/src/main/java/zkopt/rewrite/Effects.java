package zkopt.rewrite;

import java.util.function.Predicate;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.Constants;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;

/** What can be told of an operation's effects from its traits, those of the operations inside included. */
public final class Effects {
  private Effects() {}

  /** Touches no memory and cannot fail. */
  public static boolean isPure(Operation op) {
    return holds(op, o -> o instanceof Traits.Pure || o instanceof Traits.MemoryEffects e && !e.reads() && !e.writes() && !e.allocates());
  }

  /**
   * May run where it would not have: it is pure, or a division by a constant other than 0 and, for signed numbers, -1; or a
   * loop of such operations that ends.
   */
  public static boolean isSpeculatable(Operation op) {
    boolean ends = switch (op) {
      case zkopt.dialect.affine.ForOp _ -> true;
      case zkopt.dialect.scf.ForOp loop -> loop.step().definingOp() instanceof Traits.ConstantLike c && Constants.isInteger(c.constantValue(), 1);
      default -> false;
    };
    if (ends) {
      return op.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.operations().stream())
          .allMatch(o -> o instanceof Traits.Terminator || isSpeculatable(o));
    }
    if (op instanceof Traits.Pure) return true;
    if (!(op instanceof BinaryOp division) || !(division.rhs().definingOp() instanceof Traits.ConstantLike divisor)) return false;
    return switch (division.kind()) {
      case DIVUI, CEILDIVUI -> Constants.scalar(divisor.constantValue()) != null && !Constants.isInteger(divisor.constantValue(), 0);
      case DIVSI, CEILDIVSI -> Constants.scalar(divisor.constantValue()) != null && !Constants.isInteger(divisor.constantValue(), 0)
          && !Constants.isInteger(divisor.constantValue(), -1);
      default -> false;
    };
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
  public static boolean isDeadWhenUnused(Operation op) {
    return !(op instanceof Traits.Terminator) && !(op instanceof Traits.Symbol)
        && holds(op, o -> o instanceof Traits.Pure || o instanceof Traits.MemoryEffects e && !e.writes());
  }

  private static boolean holds(Operation op, Predicate<Operation> property) {
    if (!(op instanceof Traits.RecursiveMemoryEffects)) return property.test(op);
    for (Region region : op.regions()) {
      for (Block block : region.blocks()) {
        for (Operation inner = block.first(); inner != null; inner = inner.next()) {
          boolean plainEnd = inner instanceof Traits.Terminator && inner.regions().isEmpty();
          if (!plainEnd && !holds(inner, property)) return false;
        }
      }
    }
    return true;
  }
}

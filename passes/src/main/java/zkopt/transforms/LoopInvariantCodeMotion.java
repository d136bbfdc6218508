package zkopt.transforms;

import zkopt.dialect.affine.LoopLike;
import zkopt.dialect.scf.ForOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.Effects;

/**
 * Moves pure operations that do not depend on the iteration out of loops, innermost loops first. What may be undefined (a division) or
 * reads memory stays, for the loop may run zero times.
 */
@Pass.Named(value = "loop-invariant-code-motion", summary = "Hoist loop invariant instructions outside of the loop")
@Pass.Statistic(value = "num-hoisted", description = "Number of operations hoisted")
public record LoopInvariantCodeMotion() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    root.walk(op -> {
      switch (op) {
        case LoopLike loop -> hoist(op, loop.body(), context);
        case ForOp loop -> hoist(op, loop.body(), context);
        default -> { }
      }
    });
  }

  private static void hoist(Operation loop, Block body, PassContext context) {
    for (Operation op : body.operations()) {
      if (op instanceof Traits.Terminator) continue;
      if (!Effects.isSpeculatable(op)) {
        if (context.wantsRemarks(Remark.Kind.MISSED) && !usesLoop(op, loop)) missed(op, loop, context);
        continue;
      }
      if (usesLoop(op, loop)) continue;
      context.remark(Remark.Kind.PASSED, "Hoisted", op, () -> "'" + op.name() + "' was moved out of '" + loop.name() + "'");
      op.moveBefore(loop);
      context.count("num-hoisted", 1);
    }
  }

  private static void missed(Operation op, Operation loop, PassContext context) {
    String why = Effects.isPure(op) ? "may be undefined, and the loop may run zero times" : "may have effects, or depend on those of others";
    context.remark(Remark.Kind.MISSED, "NotHoisted", op, () -> "'" + op.name() + "' is the same in each iteration of '" + loop.name() + "', but " + why);
  }

  /** Whether {@code op}, or an operation inside it, uses what the loop defines outside {@code op}. */
  private static boolean usesLoop(Operation op, Operation loop) {
    var uses = new boolean[1];
    op.walk(inner -> inner.operands().forEach(v -> uses[0] |= isInside(v, loop) && !isInside(v, op)));
    return uses[0];
  }

  private static boolean isInside(Value value, Operation op) {
    return op.isAncestorOf(value.parentBlock().parentOp());
  }
}

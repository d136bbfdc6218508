package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.Effects;

/**
 * Moves what does the same in every iteration before the loop, innermost loops first: pure operations; loads and stores too, where nothing
 * else in the loop touches their buffer in a way that matters and the loop is known to run.
 */
@Pass.Named(value = "affine-loop-invariant-code-motion", summary = "Hoist loop invariant instructions outside of affine loops")
@Pass.Statistic(value = "num-hoisted", description = "Number of operations hoisted")
public record AffineLoopInvariantCodeMotion() implements Pass {
  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    for (ForOp loop : Loops.inside(root)) {
      Set<Operation> moved = new HashSet<>();
      for (Operation op : loop.body().operations()) if (isInvariant(op, loop, moved)) moved.add(op);
      // in their order
      for (Operation op : loop.body().operations()) if (moved.contains(op)) op.moveBefore(loop);
      context.count("num-hoisted", moved.size());
    }
  }

  private static boolean isInvariant(Operation op, ForOp loop, Set<Operation> moved) {
    if (op instanceof Traits.Terminator || !op.regions().isEmpty()) return false;
    if (op.operands().stream().anyMatch(v -> isMadeInside(v, loop, moved))) return false;
    MemoryAccess access = MemoryAccess.of(op);
    if (access == null) return Effects.isPure(op) && (op.numOperands() > 0 || op instanceof Traits.ConstantLike);
    boolean runs = TripCounts.constant(loop).stream().anyMatch(n -> n > 0);
    return runs && isOnlyTouchedBy(access, loop);
  }

  private static boolean isMadeInside(Value value, ForOp loop, Set<Operation> moved) {
    return !moved.contains(value.definingOp()) && loop.isAncestorOf(value.parentBlock().parentOp());
  }

  /** Whether no other access in the loop stores to the buffer, nor, when this one stores, loads from it. */
  private static boolean isOnlyTouchedBy(MemoryAccess access, ForOp loop) {
    List<MemoryAccess> others = new ArrayList<>();
    if (!ParallelLoops.collect(loop, others)) return false;
    return others.stream().allMatch(o -> o.op() == access.op() || !o.isStore() && !access.isStore() || !o.mayShare(access));
  }
}

package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.MapOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** How often loops run. */
final class Loops {
  private static final long MOST_POINTS = 1 << 20;

  private Loops() {}

  /** The loops around {@code op}, outermost first. */
  static List<ForOp> around(Operation op) {
    var loops = new ArrayList<ForOp>();
    for (ForOp loop = op.parentOfType(ForOp.class); loop != null; loop = loop.parentOfType(ForOp.class)) loops.addFirst(loop);
    return loops;
  }

  /** Whether {@code first} is over, in all iterations of what is around it in {@code scope}, when {@code then} begins. Both are in it. */
  static boolean isBefore(Operation first, Operation then, Block scope) {
    Operation a = ancestorIn(scope, first);
    Operation b = ancestorIn(scope, then);
    return a != null && b != null && a != b && a.isBeforeInBlock(b);
  }

  /** What of {@code block} holds {@code op}; null when nothing does. */
  static Operation ancestorIn(Block block, Operation op) {
    Operation ancestor = op;
    while (ancestor != null && ancestor.block() != block) ancestor = ancestor.parentOp();
    return ancestor;
  }

  /** The largest number of iterations of one run of {@code loop}, over all iterations of those around it. */
  static long mostIterations(ForOp loop) {
    if (loop.hasConstantBounds()) return loop.constantTripCount();
    var free = new ArrayList<ForOp>();
    loop.lowerOperands().forEach(v -> collect(v, free, loop));
    loop.upperOperands().forEach(v -> collect(v, free, loop));
    long points = free.stream().mapToLong(ForOp::constantTripCount).reduce(1, (a, b) -> a > MOST_POINTS ? a : a * b);
    if (points > MOST_POINTS) throw new PlanException(loop, "loop bounds depend on too many iterations of the loops around");
    return most(loop, free, 0, new IdentityHashMap<>());
  }

  private static void collect(Value value, List<ForOp> free, ForOp loop) {
    switch (value) {
      case BlockArgument a when a.parentBlock().parentOp() instanceof ForOp outer && outer.inductionVar() == a && outer.hasConstantBounds() -> {
        if (!free.contains(outer)) free.add(outer);
      }
      case Value v when v.definingOp() instanceof MapOp map -> map.operands().forEach(o -> collect(o, free, loop));
      case Value v when v.definingOp() instanceof ConstantOp -> {}
      default -> throw new PlanException(loop, "loop bounds are not functions of constants and of loops with constant bounds");
    }
  }

  private static long most(ForOp loop, List<ForOp> free, int at, Map<Value, Long> counters) {
    if (at == free.size()) {
      long lower = Long.MIN_VALUE;
      for (long bound : evaluate(loop.lowerMap(), loop.lowerOperands(), counters)) lower = Math.max(lower, bound);
      long upper = Long.MAX_VALUE;
      for (long bound : evaluate(loop.upperMap(), loop.upperOperands(), counters)) upper = Math.min(upper, bound);
      return Math.max(0, Math.ceilDiv(upper - lower, loop.step()));
    }
    ForOp outer = free.get(at);
    long most = 0;
    long end = outer.upperMap().singleConstant();
    for (long i = outer.lowerMap().singleConstant(); i < end; i += outer.step()) {
      counters.put(outer.inductionVar(), i);
      most = Math.max(most, most(loop, free, at + 1, counters));
    }
    return most;
  }

  private static long[] evaluate(AffineMap map, List<Value> operands, Map<Value, Long> counters) {
    return map.evaluate(operands.stream().mapToLong(v -> evaluate(v, counters)).toArray());
  }

  private static long evaluate(Value value, Map<Value, Long> counters) {
    if (value.definingOp() instanceof MapOp map) return map.combine(evaluate(map.map(), map.operands(), counters));
    if (value.definingOp() instanceof ConstantOp c) return ((IntegerAttr) c.value()).value();
    return counters.get(value);
  }
}

package zkopt.dialect.affine;

import java.util.Arrays;
import java.util.List;
import zkopt.ir.BlockArgument;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** How often what stands in loops runs, for decisions by cost. */
public final class TripCounts {
  private TripCounts() {}

  /** How often an operation runs; bounds that depend on outer loops are taken in the middle of these. */
  public static long around(Operation op) {
    long times = 1;
    for (ForOp loop = op.parentOfType(ForOp.class); loop != null; loop = loop.parentOfType(ForOp.class)) times *= of(loop);
    return times;
  }

  private static long of(ForOp loop) {
    if (loop.hasConstantBounds()) return loop.constantTripCount();
    try {
      long from = Arrays.stream(loop.lowerMap().evaluate(middles(loop.lowerOperands()))).max().orElse(0);
      long to = Arrays.stream(loop.upperMap().evaluate(middles(loop.upperOperands()))).min().orElse(0);
      return Math.max(0, Math.ceilDiv(to - from, loop.step()));
    } catch (ArithmeticException _) {
      return 1; // a bound divides by what is not known to be positive
    }
  }

  private static long[] middles(List<Value> counters) {
    return counters.stream().mapToLong(v -> v instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ForOp loop && loop.hasConstantBounds()
        ? loop.lowerMap().singleConstant() + loop.constantTripCount() / 2 * loop.step() : 0).toArray();
  }
}

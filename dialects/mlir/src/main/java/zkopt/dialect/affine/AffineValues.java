package zkopt.dialect.affine;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import zkopt.dialect.memref.DimOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** Which values may stand as dimensions and symbols of affine maps: those that make an access a function of loop counters alone. */
public final class AffineValues {
  private AffineValues() {}

  /** What is wrong with the operands of a map, dimensions first; or null. */
  static String problem(List<? extends Value> operands, int numDims) {
    if (!areDims(operands.subList(0, numDims))) return "operand cannot be used as a dimension id";
    return operands.subList(numDims, operands.size()).stream().allMatch(AffineValues::isSymbol) ? null : "operand cannot be used as a symbol";
  }

  static boolean areDims(List<? extends Value> values) {
    for (Value value : values) {
      if (!isDim(value)) return false;
    }
    return true;
  }

  /** A symbol, a counter of an affine loop, or an affine function of such. */
  public static boolean isDim(Value value) {
    return isMadeOf(value, v -> isPlainSymbol(v) || isCounter(v));
  }

  /** A constant, a value of the outermost level, the size of a buffer, or an affine function of such. */
  public static boolean isSymbol(Value value) {
    return isMadeOf(value, AffineValues::isPlainSymbol);
  }

  private static boolean isCounter(Value value) {
    return value instanceof BlockArgument argument && switch (argument.parentBlock().parentOp()) {
      case ForOp loop -> argument == loop.inductionVar();
      case ParallelOp _ -> true;
      case null, default -> false;
    };
  }

  private static boolean isPlainSymbol(Value value) {
    return value.parentBlock().parentOp() instanceof Traits.AffineScope || value.definingOp() instanceof Traits.ConstantLike || value.definingOp() instanceof DimOp;
  }

  /** Whether affine functions lead to {@code value} from such leaves only. One that is a function of itself is an error of dominance, told elsewhere. */
  private static boolean isMadeOf(Value value, Predicate<Value> leaf) {
    if (leaf.test(value)) return true;
    if (!(value.definingOp() instanceof ApplyOp)) return false;
    var open = new ArrayDeque<Value>(List.of(value));
    Set<Operation> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (!open.isEmpty()) {
      Value next = open.pop();
      if (leaf.test(next)) continue;
      if (!(next.definingOp() instanceof ApplyOp apply)) return false;
      if (seen.add(apply)) open.addAll(apply.operands());
    }
    return true;
  }
}

package zkopt.dialect.affine;

import java.util.List;
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
    if (isSymbol(value)) return true;
    return switch (value) {
      case BlockArgument argument -> switch (argument.parentBlock().parentOp()) {
        case ForOp loop -> argument == loop.inductionVar();
        case ParallelOp _ -> true;
        case null, default -> false;
      };
      default -> value.definingOp() instanceof ApplyOp apply && apply.operands().stream().allMatch(AffineValues::isDim);
    };
  }

  /** A constant, a value of the outermost level, the size of a buffer, or an affine function of such. */
  public static boolean isSymbol(Value value) {
    Operation scope = value.parentBlock().parentOp();
    if (scope instanceof Traits.AffineScope) return true;
    return switch (value.definingOp()) {
      case Traits.ConstantLike _, DimOp _ -> true;
      case ApplyOp apply -> apply.operands().stream().allMatch(AffineValues::isSymbol);
      case null, default -> false;
    };
  }
}

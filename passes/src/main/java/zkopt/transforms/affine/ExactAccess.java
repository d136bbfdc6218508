package zkopt.transforms.affine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** Accesses that touch every element of their region. */
final class ExactAccess {
  private ExactAccess() {}

  /**
   * Whether an access touches, in each iteration of the outermost {@code depth} loops, exactly the region that is found: unit strides, no
   * conditions, each subscript a value of its own.
   */
  static boolean is(MemoryAccess access, int depth) {
    MapOperands subscripts = access.subscripts().canonical();
    Set<AffineExpr> used = new HashSet<>();
    for (AffineExpr e : subscripts.map().results()) {
      AffineExpr counter = e;
      while (counter instanceof AffineExpr.Add(var a, var b) && (b instanceof AffineExpr.Constant || b instanceof AffineExpr.Symbol)) counter = a;
      boolean plain = switch (counter) {
        case AffineExpr.Constant _, AffineExpr.Symbol _ -> true;
        case AffineExpr.Dim _ -> used.add(counter);
        default -> false;
      };
      if (!plain) return false;
    }
    List<ForOp> around = Loops.around(access.op());
    Operation at = access.op();
    for (ForOp loop : around.subList(depth, around.size()).reversed()) {
      boolean runs = subscripts.operands().contains(loop.inductionVar()) || TripCounts.constant(loop).orElse(0) > 0;
      if (at.parentOp() != loop || loop.step() != 1 || !runs || !isPlain(loop.lowerMap()) || !isPlain(loop.upperMap())) return false;
      at = loop;
    }
    return depth == 0 ? at.parentOp() instanceof FuncOp : at.parentOp() == around.get(depth - 1);
  }

  private static boolean isPlain(AffineMap bound) {
    return bound.results().stream().allMatch(e -> switch (e) {
      case AffineExpr.Constant _, AffineExpr.Dim _, AffineExpr.Symbol _ -> true;
      case AffineExpr.Add(AffineExpr.Dim _, AffineExpr.Constant _) -> true;
      default -> false;
    });
  }
}

package zkopt.transforms.affine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zkopt.analysis.affine.MapOperands;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** Whether stores leave nothing of a region as it was, so that copying it out needs no copying in; MLIR takes that for granted. */
final class StoreCoverage {
  private StoreCoverage() {}

  /** Whether one of the stores among some operations stores all of a region in each iteration of the outermost {@code depth} loops. */
  static boolean isFull(MemoryRegion region, List<Operation> operations, int depth) {
    return operations.stream().map(MemoryAccess::of).anyMatch(a -> a != null && a.isStore() && a.memref() == region.memref() && isPlain(a, depth)
        && region.isWithin(MemoryRegion.of(a, depth, null, false)));
  }

  /** Whether an access touches exactly the region that is found: unit strides, no conditions, each subscript a counter of its own. */
  private static boolean isPlain(MemoryAccess access, int depth) {
    MapOperands subscripts = access.subscripts().canonical();
    Set<AffineExpr> used = new HashSet<>();
    for (AffineExpr e : subscripts.map().results()) {
      AffineExpr counter = e instanceof AffineExpr.Add(var a, AffineExpr.Constant _) ? a : e;
      boolean plain = counter instanceof AffineExpr.Constant || counter instanceof AffineExpr.Dim && used.add(counter);
      if (!plain) return false;
    }
    List<ForOp> around = Loops.around(access.op());
    Operation at = access.op();
    for (ForOp loop : around.subList(depth, around.size()).reversed()) {
      boolean runs = subscripts.operands().contains(loop.inductionVar()) || TripCounts.constant(loop).orElse(0) > 0;
      if (at.parentOp() != loop || loop.step() != 1 || !runs || !isPlain(loop.lowerMap()) || !isPlain(loop.upperMap())) return false;
      at = loop;
    }
    return true;
  }

  private static boolean isPlain(AffineMap bound) {
    return bound.results().stream().allMatch(e -> switch (e) {
      case AffineExpr.Constant _, AffineExpr.Dim _, AffineExpr.Symbol _ -> true;
      case AffineExpr.Add(AffineExpr.Dim _, AffineExpr.Constant _) -> true;
      default -> false;
    });
  }
}

package zkopt.analysis.affine;

import java.util.OptionalLong;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.affine.AffineExpr;

/** How often loops run. */
public final class TripCounts {
  private TripCounts() {}

  /** The number of iterations is the smallest result; null when the lower bound is the largest of several. */
  public static MapOperands of(ForOp loop) {
    if (loop.hasConstantBounds()) return MapOperands.constant(loop.constantTripCount());
    if (loop.lowerMap().results().size() != 1) return null;
    MapOperands span = new MapOperands(loop.upperMap(), loop.upperOperands()).minus(new MapOperands(loop.lowerMap(), loop.lowerOperands()));
    return span.withResults(span.map().results().stream().map(e -> e.ceilDiv(AffineExpr.constant(loop.step()))).toList());
  }

  /** The number of iterations, when it is a constant. */
  public static OptionalLong constant(ForOp loop) {
    MapOperands counts = of(loop);
    if (counts == null || !counts.map().results().stream().allMatch(AffineExpr.Constant.class::isInstance)) return OptionalLong.empty();
    return OptionalLong.of(Math.max(0, counts.map().results().stream().mapToLong(e -> ((AffineExpr.Constant) e).value()).min().getAsLong()));
  }
}

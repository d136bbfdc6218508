package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;
import zkopt.analysis.affine.AccessBounds;
import zkopt.analysis.affine.LinearSystem.Range;
import zkopt.analysis.affine.MapOperands;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;

/** What the bounds of the loops around an operation say of an affine map there. */
final class BoundedResults {
  private BoundedResults() {}

  /** {@code e mod c -> e} and {@code e floordiv c -> q} where e stays in one multiple of c. */
  static MapOperands simplified(Operation at, MapOperands map) {
    if (!divides(map.map().results())) return map;
    MapOperands result = map.withResults(map.map().results().stream().map(e -> simplified(at, map, e)).toList());
    return result.equals(map) ? map : result.canonical();
  }

  private static boolean divides(List<AffineExpr> exprs) {
    for (AffineExpr expr : exprs) {
      if (divides(expr)) return true;
    }
    return false;
  }

  private static boolean divides(AffineExpr expr) {
    return switch (expr) {
      case AffineExpr.Dim _, AffineExpr.Symbol _, AffineExpr.Constant _ -> false;
      case AffineExpr.Add(var a, var b) -> divides(a) || divides(b);
      case AffineExpr.Mul(var a, var b) -> divides(a) || divides(b);
      case AffineExpr.FloorDiv _, AffineExpr.CeilDiv _, AffineExpr.Mod _ -> true;
    };
  }

  private static AffineExpr simplified(Operation at, MapOperands map, AffineExpr expr) {
    return switch (expr) {
      case AffineExpr.Dim _, AffineExpr.Symbol _, AffineExpr.Constant _ -> expr;
      case AffineExpr.Add(var a, var b) -> simplified(at, map, a).plus(simplified(at, map, b));
      case AffineExpr.Mul(var a, var b) -> simplified(at, map, a).times(simplified(at, map, b));
      case AffineExpr.FloorDiv(var a, var b) -> {
        AffineExpr dividend = simplified(at, map, a);
        Long quotient = onlyQuotient(at, map, dividend, b, Math::floorDiv);
        yield quotient == null ? dividend.floorDiv(b) : AffineExpr.constant(quotient);
      }
      case AffineExpr.CeilDiv(var a, var b) -> {
        AffineExpr dividend = simplified(at, map, a);
        Long quotient = onlyQuotient(at, map, dividend, b, Math::ceilDiv);
        yield quotient == null ? dividend.ceilDiv(b) : AffineExpr.constant(quotient);
      }
      case AffineExpr.Mod(var a, var b) -> {
        AffineExpr dividend = simplified(at, map, a);
        Long quotient = onlyQuotient(at, map, dividend, b, Math::floorDiv);
        if (quotient != null && quotient == 0) yield dividend;
        yield b instanceof AffineExpr.Constant(long c) && c > 0 && isMultiple(map, dividend, c) ? AffineExpr.constant(0) : dividend.mod(b);
      }
    };
  }

  /** Whether it is a counter that begins with a multiple and goes on in multiples. */
  private static boolean isMultiple(MapOperands map, AffineExpr expr, long divisor) {
    if (!(expr instanceof AffineExpr.Dim(int i)) || !(map.operands().get(i).parentBlock().parentOp() instanceof ForOp loop)) return false;
    return map.operands().get(i) == loop.inductionVar() && loop.step() % divisor == 0 && loop.lowerMap().results().stream()
        .allMatch(e -> e instanceof AffineExpr.Constant(long lower) && lower % divisor == 0);
  }

  /** The quotient by a positive constant, where it is the same for all values of the dividend; else null. */
  private static Long onlyQuotient(Operation at, MapOperands map, AffineExpr dividend, AffineExpr divisor, LongBinaryOperator divide) {
    if (!(divisor instanceof AffineExpr.Constant(long c)) || c <= 0) return null;
    List<Range> ranges = AccessBounds.of(at, map.withResults(List.of(dividend)));
    if (ranges == null || ranges.getFirst().min() == null || ranges.getFirst().max() == null) return null;
    long least = divide.applyAsLong(ranges.getFirst().min(), c);
    return least == divide.applyAsLong(ranges.getFirst().max(), c) ? Long.valueOf(least) : null;
  }

  /**
   * Without the results that others always stay below, of which the smallest counts, or above; and a result with one value is that.
   *
   * @param min whether the smallest result counts; otherwise the largest
   */
  static MapOperands decisive(Operation at, MapOperands map, boolean min) {
    List<AffineExpr> results = map.map().results();
    if (results.stream().allMatch(AffineExpr.Constant.class::isInstance)) return map;
    List<Range> ranges = AccessBounds.of(at, map);
    if (ranges == null) return map;
    var kept = new ArrayList<Integer>();
    for (int i = 0; i < ranges.size(); i++) kept.add(i);
    for (int i = 0; i < ranges.size(); i++) {
      int candidate = i;
      if (kept.stream().anyMatch(j -> j != candidate && isDecidedBy(ranges.get(candidate), ranges.get(j), min))) kept.remove((Integer) candidate);
    }
    List<AffineExpr> decisive = kept.stream().map(i -> only(ranges.get(i), results.get(i))).toList();
    return decisive.equals(results) ? map : map.withResults(decisive).canonical();
  }

  /** The only value of a result as a constant, else the result. */
  private static AffineExpr only(Range range, AffineExpr result) {
    return range.min() != null && range.min().equals(range.max()) ? AffineExpr.constant(range.min()) : result;
  }

  private static boolean isDecidedBy(Range a, Range b, boolean min) {
    return min ? a.min() != null && b.max() != null && b.max() <= a.min() : a.max() != null && b.min() != null && b.min() >= a.max();
  }
}

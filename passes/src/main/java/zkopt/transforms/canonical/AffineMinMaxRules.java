package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.analysis.affine.AffineFlattening;
import zkopt.analysis.affine.AffineFlattening.Linear;
import zkopt.analysis.affine.MapOperands;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.MapOp;
import zkopt.dialect.affine.MaxOp;
import zkopt.dialect.affine.MinOp;
import zkopt.ir.OpSpec;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of {@code affine.min} and {@code affine.max}, tried in the order of mlir-opt. */
final class AffineMinMaxRules {
  private AffineMinMaxRules() {}

  static List<Rewrite<?>> rules() {
    var rules = new ArrayList<Rewrite<?>>();
    for (OpSpec spec : List.of(MinOp.SPEC, MaxOp.SPEC)) {
      rules.add(new Rule<>("SingleResultMinMax", MapOp.class, spec, 1, AffineMinMaxRules::singleResult));
      rules.add(inPlace("DeduplicateMinMax", spec, op -> withDistinctResults(MapOperands.of(op))));
      rules.add(inPlace("MergeMinMax", spec, AffineMinMaxRules::withResultsOfOperands));
      rules.add(inPlace("ComposeMinMax", spec, op -> BoundedResults.simplified(op, MapOperands.of(op).canonical())));
      rules.add(inPlace("OrderMinMax", spec, op -> ordered(MapOperands.of(op))));
    }
    return rules;
  }

  private static Rule<MapOp> inPlace(String name, OpSpec spec, Form form) {
    return new Rule<>(name, MapOp.class, spec, 1, (op, rewriter) -> {
      MapOperands other = form.of(op);
      if (other.equals(MapOperands.of(op))) return false;
      rewriter.modifyInPlace(op, () -> op.setMap(other.map(), other.operands()));
      return true;
    });
  }

  /** Another map for an operation. */
  private interface Form {
    MapOperands of(MapOp op);
  }

  /** {@code min(e) -> apply e}, {@code max(e) -> apply e}. */
  private static boolean singleResult(MapOp op, Rewriter rewriter) {
    if (op.map().results().size() != 1) return false;
    rewriter.replaceOp(op, ApplyOp.create(rewriter, op.location(), op.map(), op.operands()));
    return true;
  }

  /** {@code min(e, f, e) -> min(e, f)}. */
  private static MapOperands withDistinctResults(MapOperands map) {
    return map.withResults(map.map().results().stream().distinct().toList());
  }

  /** {@code min(min(e, f), g) -> min(g, e, f)}. */
  private static MapOperands withResultsOfOperands(MapOp op) {
    var kept = new ArrayList<AffineExpr>();
    var merged = new ArrayList<MapOp>();
    for (AffineExpr result : op.map().results()) {
      Value operand = switch (result) {
        case AffineExpr.Dim(int i) -> op.operand(i);
        case AffineExpr.Symbol(int i) -> op.operand(op.map().numDims() + i);
        default -> null;
      };
      if (operand != null && operand.definingOp() instanceof MapOp inner && inner.spec() == op.spec()) merged.add(inner);
      else kept.add(result);
    }
    MapOperands map = MapOperands.of(op);
    if (merged.isEmpty()) return map;
    map = map.withResults(kept);
    for (MapOp inner : merged) map = MapOperands.both(map, MapOperands.of(inner));
    return map;
  }

  /** Results without quotients in the order of their coefficients: those of the dimensions, of the symbols, and the constant. */
  private static MapOperands ordered(MapOperands map) {
    var flattening = new AffineFlattening(map.map().numDims(), map.map().numSymbols());
    record Result(AffineExpr expr, long[] coefficients) {}
    var results = new ArrayList<Result>();
    for (AffineExpr expr : map.map().results()) {
      Linear linear = flattening.flatten(expr);
      if (linear == null || !flattening.quotients().isEmpty()) return map;
      results.add(new Result(expr, LongStream.concat(Arrays.stream(linear.inputs()), LongStream.of(linear.constant())).toArray()));
    }
    return map.withResults(results.stream().sorted(Comparator.comparing(Result::coefficients, Arrays::compare)).map(Result::expr).toList());
  }
}

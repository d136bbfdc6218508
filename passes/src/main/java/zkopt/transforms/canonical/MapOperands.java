package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ApplyOp;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** An affine map with its operands, dimensions before symbols. */
record MapOperands(AffineMap map, List<Value> operands) {
  /**
   * The same function with constants and {@code affine.apply} operands composed into the map, each operand once, and only those used.
   */
  MapOperands canonical() {
    var builder = new Builder();
    var dims = new ArrayList<AffineExpr>();
    var symbols = new ArrayList<AffineExpr>();
    for (int i = 0; i < map.numDims(); i++) dims.add(builder.expression(operands.get(i), true));
    for (int i = map.numDims(); i < map.numInputs(); i++) symbols.add(builder.expression(operands.get(i), false));
    var results = map.results().stream().map(e -> e.replace(dims, symbols)).toList();
    return builder.compact(results);
  }

  /** Collects distinct operands; their expressions are numbered in the order found. */
  private static final class Builder {
    private final List<Value> dims = new ArrayList<>();
    private final List<Value> symbols = new ArrayList<>();

    AffineExpr expression(Value value, boolean isDim) {
      if (value.definingOp() instanceof Traits.ConstantLike c && c.constantValue() instanceof IntegerAttr i) return AffineExpr.constant(i.value());
      if (value.definingOp() instanceof ApplyOp apply) {
        int numDims = apply.map().numDims();
        var inner = new ArrayList<AffineExpr>();
        for (int i = 0; i < apply.numOperands(); i++) inner.add(expression(apply.operand(i), isDim && i < numDims));
        return apply.map().results().getFirst().replace(inner.subList(0, numDims), inner.subList(numDims, inner.size()));
      }
      var known = isDim ? dims : symbols;
      if (!known.contains(value)) known.add(value);
      int position = known.indexOf(value);
      return isDim ? AffineExpr.dim(position) : AffineExpr.symbol(position);
    }

    MapOperands compact(List<AffineExpr> results) {
      var operands = new ArrayList<Value>();
      var newDims = renumber(dims, true, results, operands);
      int numDims = operands.size();
      var newSymbols = renumber(symbols, false, results, operands);
      var renumbered = results.stream().map(e -> e.replace(newDims, newSymbols)).toList();
      return new MapOperands(new AffineMap(numDims, operands.size() - numDims, renumbered), operands);
    }

    /** New expressions for the old positions, counting only those used; these values are added to {@code operands}. */
    private static List<AffineExpr> renumber(List<Value> values, boolean isDim, List<AffineExpr> results, List<Value> operands) {
      var expressions = new ArrayList<AffineExpr>();
      int next = 0;
      for (int i = 0; i < values.size(); i++) {
        var old = isDim ? AffineExpr.dim(i) : AffineExpr.symbol(i);
        boolean used = results.stream().anyMatch(e -> uses(e, old));
        expressions.add(isDim ? AffineExpr.dim(next) : AffineExpr.symbol(next));
        if (!used) continue;
        operands.add(values.get(i));
        next++;
      }
      return expressions;
    }

    private static boolean uses(AffineExpr e, AffineExpr leaf) {
      return switch (e) {
        case AffineExpr.Dim _, AffineExpr.Symbol _ -> e.equals(leaf);
        case AffineExpr.Constant _ -> false;
        case AffineExpr.Add(var a, var b) -> uses(a, leaf) || uses(b, leaf);
        case AffineExpr.Mul(var a, var b) -> uses(a, leaf) || uses(b, leaf);
        case AffineExpr.FloorDiv(var a, var b) -> uses(a, leaf) || uses(b, leaf);
        case AffineExpr.CeilDiv(var a, var b) -> uses(a, leaf) || uses(b, leaf);
        case AffineExpr.Mod(var a, var b) -> uses(a, leaf) || uses(b, leaf);
      };
    }
  }

  /** With equal results once, and of several constants only the one that {@code min} or max selects. */
  MapOperands distinctResults(boolean min) {
    var distinct = new ArrayList<AffineExpr>();
    Long constant = null;
    for (AffineExpr e : map.results()) {
      if (e instanceof AffineExpr.Constant(long c)) constant = constant == null ? Long.valueOf(c) : min ? Math.min(constant, c) : Math.max(constant, c);
    }
    boolean constantStands = false;
    for (AffineExpr e : map.results()) {
      boolean isConstant = e instanceof AffineExpr.Constant;
      var kept = isConstant ? AffineExpr.constant(constant) : e;
      if (isConstant && constantStands || distinct.contains(kept)) continue;
      constantStands |= isConstant;
      distinct.add(kept);
    }
    return new MapOperands(new AffineMap(map.numDims(), map.numSymbols(), distinct), operands);
  }
}

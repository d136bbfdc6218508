package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import zkopt.dialect.affine.AffineValues;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.MapOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.ir.affine.IntegerSet;

/** An affine map with its operands, dimensions before symbols. */
public record MapOperands(AffineMap map, List<Value> operands) {
  public MapOperands {
    operands = List.copyOf(operands);
  }

  /** The identity of one value. */
  public static MapOperands of(Value value) {
    return new MapOperands(AffineMap.identity(1), List.of(value));
  }

  public static MapOperands of(MapOp op) {
    return new MapOperands(op.map(), op.operands());
  }

  public static MapOperands constant(long value) {
    return new MapOperands(AffineMap.constant(value), List.of());
  }

  private List<Value> dims() {
    return operands.subList(0, map.numDims());
  }

  private List<Value> symbols() {
    return operands.subList(map.numDims(), operands.size());
  }

  /** The same function with {@code affine.apply} operands composed into the map, normal operands and simple expressions. */
  public MapOperands canonical() {
    return isPlain() ? this : composed().normalOperands().simplified();
  }

  /** Constants, and different counters with a constant added at most, each of which is used: canonical already, as most subscripts are. */
  private boolean isPlain() {
    if (map.numSymbols() > 0) return false;
    int used = 0;
    for (AffineExpr result : map.results()) {
      if (result instanceof AffineExpr.Constant) continue;
      AffineExpr term = result instanceof AffineExpr.Add(var a, AffineExpr.Constant _) ? a : result;
      if (!(term instanceof AffineExpr.Dim(int position)) || position >= Integer.SIZE) return false;
      used |= 1 << position;
    }
    if (Integer.bitCount(used) != operands.size()) return false;
    for (int i = 0; i < operands.size(); i++) {
      Value value = operands.get(i);
      if (!(value instanceof BlockArgument) || AffineValues.isSymbol(value) || operands.subList(0, i).contains(value)) return false;
    }
    return true;
  }

  /** Other functions of the same operands. */
  public MapOperands withResults(List<AffineExpr> results) {
    return new MapOperands(new AffineMap(map.numDims(), map.numSymbols(), results), operands);
  }

  /** Every expression as {@link AffineFlattening} writes it. */
  public MapOperands simplified() {
    return new MapOperands(AffineFlattening.simplify(map), operands);
  }

  /** With the maps of operands that are {@code affine.apply} in place of these, whose operands come behind the others. */
  public MapOperands composed() {
    var dims = new ArrayList<>(dims());
    var symbols = new ArrayList<>(symbols());
    List<AffineExpr> results = map.results();
    for (int at = 0; at < dims.size() + symbols.size(); at++) {
      boolean isDim = at < dims.size();
      int position = isDim ? at : at - dims.size();
      Value value = isDim ? dims.get(position) : symbols.get(position);
      if (value == null || !(value.definingOp() instanceof ApplyOp apply)) continue;
      var inner = new MapOperands(apply.map(), apply.operands());
      List<AffineExpr> newDims = exprs(dims.size(), inner.dims().size(), true);
      List<AffineExpr> newSymbols = exprs(symbols.size(), inner.symbols().size(), false);
      if (isDim) dims.set(position, null);
      else symbols.set(position, null);
      AffineExpr replacement = apply.map().results().getFirst().replace(newDims, newSymbols);
      List<AffineExpr> dimExprs = new ArrayList<>(exprs(0, dims.size(), true));
      List<AffineExpr> symbolExprs = new ArrayList<>(exprs(0, symbols.size(), false));
      (isDim ? dimExprs : symbolExprs).set(position, replacement);
      results = results.stream().map(e -> e.replace(dimExprs, symbolExprs)).toList();
      dims.addAll(inner.dims());
      symbols.addAll(inner.symbols());
      at = -1;
    }
    return without(dims, symbols, results);
  }

  private static List<AffineExpr> exprs(int from, int count, boolean areDims) {
    return IntStream.range(from, from + count).mapToObj(areDims ? AffineExpr::dim : AffineExpr::symbol).toList();
  }

  /** Leaves out the positions that are null. */
  private static MapOperands without(List<Value> dims, List<Value> symbols, List<AffineExpr> results) {
    var operands = new ArrayList<Value>();
    var newDims = renumber(dims, operands, true);
    int numDims = operands.size();
    var newSymbols = renumber(symbols, operands, false);
    return new MapOperands(
        new AffineMap(numDims, operands.size() - numDims, results.stream().map(e -> e.replace(newDims, newSymbols)).toList()), operands);
  }

  private static List<AffineExpr> renumber(List<Value> values, List<Value> kept, boolean areDims) {
    var exprs = new ArrayList<AffineExpr>();
    int next = 0;
    for (Value value : values) {
      exprs.add(value == null ? AffineExpr.constant(0) : areDims ? AffineExpr.dim(next++) : AffineExpr.symbol(next++));
      if (value != null) kept.add(value);
    }
    return exprs;
  }

  /** Dimensions that may be symbols are; constants stand in the map; each operand once, and only those that are used. */
  public MapOperands normalOperands() {
    return promoted().distinct();
  }

  private MapOperands promoted() {
    var dims = new ArrayList<Value>();
    var symbols = new ArrayList<>(symbols());
    var dimExprs = new ArrayList<AffineExpr>();
    for (Value value : dims()) {
      boolean symbol = AffineValues.isSymbol(value);
      dimExprs.add(symbol ? AffineExpr.symbol(symbols.size()) : AffineExpr.dim(dims.size()));
      (symbol ? symbols : dims).add(value);
    }
    var symbolExprs = exprs(0, map.numSymbols(), false);
    var operands = new ArrayList<Value>(dims);
    operands.addAll(symbols);
    return new MapOperands(
        new AffineMap(dims.size(), symbols.size(), map.results().stream().map(e -> e.replace(dimExprs, symbolExprs)).toList()), operands);
  }

  private MapOperands distinct() {
    var used = new HashSet<AffineExpr>();
    map.results().forEach(e -> leaves(e, used));
    var operands = new ArrayList<Value>();
    var dimExprs = distinct(dims(), true, used, operands);
    int numDims = operands.size();
    var symbolExprs = distinct(symbols(), false, used, operands);
    return new MapOperands(new AffineMap(numDims, operands.size() - numDims, map.results().stream().map(e -> e.replace(dimExprs, symbolExprs)).toList()),
        operands);
  }

  private static List<AffineExpr> distinct(List<Value> values, boolean areDims, Set<AffineExpr> used, List<Value> operands) {
    var exprs = new ArrayList<AffineExpr>();
    var kept = new ArrayList<Value>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      if (!areDims && value.definingOp() instanceof Traits.ConstantLike c && c.constantValue() instanceof IntegerAttr constant) {
        exprs.add(AffineExpr.constant(constant.value()));
        continue;
      }
      boolean isUsed = used.contains(areDims ? AffineExpr.dim(i) : AffineExpr.symbol(i));
      if (isUsed && !kept.contains(value)) kept.add(value);
      int position = Math.max(0, kept.indexOf(value));
      exprs.add(areDims ? AffineExpr.dim(position) : AffineExpr.symbol(position));
    }
    operands.addAll(kept);
    return exprs;
  }

  /** Adds the dimensions and symbols of an expression to {@code leaves}. */
  static void leaves(AffineExpr expr, Set<AffineExpr> leaves) {
    switch (expr) {
      case AffineExpr.Dim _, AffineExpr.Symbol _ -> leaves.add(expr);
      case AffineExpr.Constant _ -> { }
      case AffineExpr.Add(var a, var b) -> both(a, b, leaves);
      case AffineExpr.Mul(var a, var b) -> both(a, b, leaves);
      case AffineExpr.FloorDiv(var a, var b) -> both(a, b, leaves);
      case AffineExpr.CeilDiv(var a, var b) -> both(a, b, leaves);
      case AffineExpr.Mod(var a, var b) -> both(a, b, leaves);
    }
  }

  private static void both(AffineExpr a, AffineExpr b, Set<AffineExpr> leaves) {
    leaves(a, leaves);
    leaves(b, leaves);
  }

  /** One result of this, as a map of its own. */
  public MapOperands result(int i) {
    return withResults(List.of(map.results().get(i)));
  }

  /** Both functions over the operands of both, those of {@code a} first: the results of {@code a}, then those of {@code b}. */
  public static MapOperands both(MapOperands a, MapOperands b) {
    var operands = new ArrayList<Value>(a.dims());
    operands.addAll(b.dims());
    operands.addAll(a.symbols());
    operands.addAll(b.symbols());
    var results = new ArrayList<>(a.map.results());
    var dims = exprs(a.map.numDims(), b.map.numDims(), true);
    var symbols = exprs(a.map.numSymbols(), b.map.numSymbols(), false);
    b.map.results().forEach(e -> results.add(e.replace(dims, symbols)));
    return new MapOperands(new AffineMap(a.map.numDims() + b.map.numDims(), a.map.numSymbols() + b.map.numSymbols(), results), operands);
  }

  /** Each result less the only result of {@code subtrahend}, canonical. */
  public MapOperands minus(MapOperands subtrahend) {
    MapOperands all = both(composed(), subtrahend.composed());
    var results = all.map.results();
    AffineExpr last = results.getLast();
    return all.withResults(results.subList(0, results.size() - 1).stream().map(e -> e.minus(last)).toList()).normalOperands().simplified();
  }

  /** The results of {@code upper} less those of this, one by one, canonical. */
  public MapOperands rangeTo(MapOperands upper) {
    MapOperands all = both(upper.composed(), composed());
    int n = map.results().size();
    var results = all.map.results();
    return all.withResults(IntStream.range(0, n).mapToObj(i -> results.get(i).minus(results.get(n + i))).toList()).normalOperands().simplified();
  }

  /** With equal results once, and of several constants only the one that {@code min} or max selects. */
  public MapOperands distinctResults(boolean min) {
    if (map.results().size() == 1) return this;
    var constants = map.results().stream().filter(AffineExpr.Constant.class::isInstance).mapToLong(e -> ((AffineExpr.Constant) e).value());
    var decisive = (min ? constants.min() : constants.max()).stream().mapToObj(AffineExpr::constant).findFirst();
    return withResults(map.results().stream().filter(e -> !(e instanceof AffineExpr.Constant) || e.equals(decisive.get())).distinct().toList());
  }

  /** A set's constraints as a map, to bring them into canonical form with {@code operands}. */
  public static MapOperands of(IntegerSet set, List<Value> operands) {
    return new MapOperands(new AffineMap(set.numDims(), set.numSymbols(), set.constraints().stream().map(IntegerSet.Constraint::expr).toList()), operands);
  }

  /** The set whose constraints, of the kinds in {@code set}, this map's results are. */
  public IntegerSet set(IntegerSet set) {
    var constraints = IntStream.range(0, map.results().size())
        .mapToObj(i -> new IntegerSet.Constraint(map.results().get(i), set.constraints().get(i).isEquality())).toList();
    return new IntegerSet(map.numDims(), map.numSymbols(), constraints);
  }
}

package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * Linear constraints of integers whose columns are dimensions, symbols, locals (quotients) and a constant, in this order; dimensions and
 * symbols may stand for values. Where {@link LinearSystem} only answers questions, what is left here after an elimination is read off as
 * bounds of loops and buffers, and these depend on the order of rows and steps: both follow MLIR's FlatAffineValueConstraints.
 */
public final class FlatConstraints {
  /** What a bound says of a variable. */
  public enum Bound { LOWER, UPPER, EQUAL }

  /** What the dimensions and symbols stand for; null for nothing. */
  final List<Value> values;
  int numDims;
  int numLocals;
  List<long[]> equalities = new ArrayList<>();
  List<long[]> inequalities = new ArrayList<>();

  /** No constraints; the first {@code numDims} of {@code values} are dimensions, the others symbols. */
  public FlatConstraints(int numDims, List<? extends Value> values) {
    this.numDims = numDims;
    this.values = new ArrayList<>(values);
  }

  FlatConstraints copy() {
    var copy = new FlatConstraints(numDims, values);
    copy.numLocals = numLocals;
    equalities.forEach(row -> copy.equalities.add(row.clone()));
    inequalities.forEach(row -> copy.inequalities.add(row.clone()));
    return copy;
  }

  public int numDims() {
    return numDims;
  }

  public int numSymbols() {
    return values.size() - numDims;
  }

  int numVariables() {
    return values.size() + numLocals;
  }

  /** What the dimensions and symbols in a range stand for. */
  public List<Value> values(int from, int to) {
    return new ArrayList<>(values.subList(from, to));
  }

  public int numInputs() {
    return values.size();
  }

  /** The first column at or behind {@code from} that stands for a value, or -1. */
  int find(Value value, int from) {
    for (int i = from; i < values.size(); i++) if (values.get(i) == value) return i;
    return -1;
  }

  /** Makes the last {@code numSymbols} of the inputs symbols, and the others dimensions. */
  void separateSymbols(int numSymbols) {
    numDims = values.size() - numSymbols;
  }

  void insertDim(int position, Value value) {
    insertColumns(position, 1);
    values.add(position, value);
    numDims++;
  }

  void insertSymbol(int position, Value value) {
    insertColumns(numDims + position, 1);
    values.add(numDims + position, value);
  }

  void insertLocals(int position, int count) {
    insertColumns(values.size() + position, count);
    numLocals += count;
  }

  private void insertColumns(int at, int count) {
    if (count == 0) return;
    equalities.replaceAll(row -> withColumns(row, at, count));
    inequalities.replaceAll(row -> withColumns(row, at, count));
  }

  private static long[] withColumns(long[] row, int at, int count) {
    long[] longer = new long[row.length + count];
    System.arraycopy(row, 0, longer, 0, at);
    System.arraycopy(row, at, longer, at + count, row.length - at);
    return longer;
  }

  /** Takes columns and their variables away, whatever the rows say of them. */
  void removeColumns(int from, int to) {
    if (from >= to) return;
    equalities.replaceAll(row -> withoutColumns(row, from, to));
    inequalities.replaceAll(row -> withoutColumns(row, from, to));
    for (int i = to - 1; i >= from; i--) {
      if (i >= values.size()) numLocals--;
      else {
        values.remove(i);
        if (i < numDims) numDims--;
      }
    }
  }

  static long[] withoutColumns(long[] row, int from, int to) {
    long[] shorter = new long[row.length - (to - from)];
    System.arraycopy(row, 0, shorter, 0, from);
    System.arraycopy(row, to, shorter, from, row.length - to);
    return shorter;
  }

  void swapColumns(int a, int b) {
    if (a == b) return;
    for (List<long[]> rows : List.of(equalities, inequalities)) {
      for (long[] row : rows) {
        long x = row[a];
        row[a] = row[b];
        row[b] = x;
      }
    }
    Value value = values.get(a);
    values.set(a, values.get(b));
    values.set(b, value);
  }

  /** The rows of another one with the same columns. */
  void append(FlatConstraints other) {
    other.inequalities.forEach(row -> inequalities.add(row.clone()));
    other.equalities.forEach(row -> equalities.add(row.clone()));
  }

  long[] row() {
    return new long[numVariables() + 1];
  }

  public void addBound(Bound bound, int position, long value) {
    long[] row = row();
    row[position] = bound == Bound.UPPER ? -1 : 1;
    row[row.length - 1] = bound == Bound.UPPER ? value : -value;
    (bound == Bound.EQUAL ? equalities : inequalities).add(row);
  }

  /** A further local that is {@code dividend floordiv divisor}. */
  void addLocalFloorDiv(long[] dividend, long divisor) {
    insertLocals(numLocals, 1);
    long[] upper = withColumns(dividend, dividend.length - 1, 1);
    upper[upper.length - 2] = -divisor;
    long[] lower = new long[upper.length];
    for (int i = 0; i < lower.length; i++) lower[i] = -upper[i];
    lower[lower.length - 1] += divisor - 1;
    inequalities.add(lower);
    inequalities.add(upper);
  }

  /** Bounds a variable by a function of values, which become variables too. Upper bounds are exclusive. Returns false when it is not affine. */
  boolean addBound(Bound bound, int position, MapOperands map) {
    MapOperands simple = map.composed().simplified().normalOperands();
    for (Value operand : simple.operands()) if (!addTerminal(operand)) return false;
    AffineMap aligned = aligned(simple);
    List<long[]> flat = aligned == null ? null : flatten(aligned);
    if (flat == null) return false;
    boolean lower = bound != Bound.UPPER;
    for (long[] expr : flat) {
      long[] row = row();
      for (int i = 0; i < expr.length - 1; i++) row[i] = lower ? -expr[i] : expr[i];
      if (row[position] != 0) continue;
      row[position] = lower ? 1 : -1;
      row[row.length - 1] = (lower ? -expr[expr.length - 1] : expr[expr.length - 1]) - (bound == Bound.UPPER ? 1 : 0);
      (bound == Bound.EQUAL ? equalities : inequalities).add(row);
    }
    return true;
  }

  /** Adds a variable for a counter or a symbol, with what is known of it, unless there is one. Returns false for any other value. */
  boolean addTerminal(Value value) {
    if (find(value, 0) >= 0) return true;
    ForOp loop = loopOf(value);
    if (loop != null) {
      insertDim(numDims, value);
      addLoop(loop);
      return true;
    }
    if (value instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ParallelOp parallel) {
      parallel.body().arguments().forEach(v -> insertDim(numDims, v));
      addParallel(parallel);
      return true;
    }
    insertSymbol(numSymbols(), value);
    addConstant(value);
    return true;
  }

  /** Says of a value that is a constant what it is. */
  void addConstant(Value value) {
    if (value.definingOp() instanceof Traits.ConstantLike c && c.constantValue() instanceof IntegerAttr constant) {
      addBound(Bound.EQUAL, find(value, 0), constant.value());
    }
  }

  /** The loop that a value is the counter of, or null. */
  public static ForOp loopOf(Value value) {
    return value instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ForOp loop && loop.inductionVar() == a ? loop : null;
  }

  /** Says of a loop's counter, which is a variable, that it is in the loop's range. */
  boolean addLoop(ForOp loop) {
    int position = find(loop.inductionVar(), 0);
    long step = loop.step();
    if (step != 1 && loop.lowerMap().isSingleConstant()) {
      long[] offset = row();
      offset[position] = 1;
      offset[offset.length - 1] = -loop.lowerMap().singleConstant();
      addLocalFloorDiv(offset, step);
      long[] multiple = withColumns(offset, offset.length - 1, 1);
      multiple[multiple.length - 2] = -step;
      equalities.add(multiple);
    }
    return addBounds(position, new MapOperands(loop.lowerMap(), loop.lowerOperands()), new MapOperands(loop.upperMap(), loop.upperOperands()));
  }

  private boolean addBounds(int position, MapOperands lower, MapOperands upper) {
    if (lower.map().isSingleConstant()) addBound(Bound.LOWER, position, lower.map().singleConstant());
    else if (!addBound(Bound.LOWER, position, lower)) return false;
    if (!upper.map().isSingleConstant()) return addBound(Bound.UPPER, position, upper);
    addBound(Bound.UPPER, position, upper.map().singleConstant() - 1);
    return true;
  }

  boolean addParallel(ParallelOp loop) {
    var lower = new MapOperands(loop.lowerMap(), loop.lowerOperands());
    var upper = new MapOperands(loop.upperMap(), loop.upperOperands());
    int l = 0;
    int u = 0;
    for (int i = 0; i < loop.steps().length; i++) {
      var lowers = lower.withResults(lower.map().results().subList(l, l += (int) loop.lowerGroups()[i]));
      var uppers = upper.withResults(upper.map().results().subList(u, u += (int) loop.upperGroups()[i]));
      if (!addBounds(find(loop.body().argument(i), 0), lowers, uppers)) return false;
    }
    return true;
  }

  /** What the condition of an {@code affine.if} says. Returns false when it is not affine. */
  boolean addCondition(IfOp branch) {
    MapOperands set = MapOperands.of(branch.condition(), branch.operands()).normalOperands();
    var condition = new FlatConstraints(set.map().numDims(), set.operands());
    List<long[]> flat = condition.flatten(set.map());
    if (flat == null) return false;
    var quotients = condition.inequalities;
    condition.inequalities = new ArrayList<>();
    for (int i = 0; i < flat.size(); i++) {
      (branch.condition().constraints().get(i).isEquality() ? condition.equalities : condition.inequalities).add(flat.get(i));
    }
    condition.inequalities.addAll(quotients);
    ConstraintSpaces.align(this, condition, 0);
    append(condition);
    return true;
  }

  /** The same function of the dimensions and symbols here; null when an operand is none of them. */
  AffineMap aligned(MapOperands map) {
    if (map.operands().stream().anyMatch(v -> find(v, 0) < 0)) return null;
    var inputs = map.operands().stream().map(v -> find(v, 0)).map(i -> i < numDims ? AffineExpr.dim(i) : AffineExpr.symbol(i - numDims)).toList();
    int dims = map.map().numDims();
    var results = map.map().results().stream().map(e -> e.replace(inputs.subList(0, dims), inputs.subList(dims, inputs.size()))).toList();
    return new AffineMap(numDims, numSymbols(), results);
  }

  /**
   * The results of a map of the variables here as rows, whose quotients become the first locals. Such a row has an entry for each
   * dimension, symbol and new local, and the constant. Null when a result is not affine.
   */
  List<long[]> flatten(AffineMap map) {
    var flattening = new AffineFlattening(map.numDims(), map.numSymbols());
    var linears = new ArrayList<AffineFlattening.Linear>();
    for (AffineExpr e : map.results()) {
      AffineFlattening.Linear linear = flattening.flatten(e);
      if (linear == null) return null;
      linears.add(linear);
    }
    var quotients = flattening.quotients();
    int inputs = values.size();
    insertLocals(0, quotients.size());
    for (int q = 0; q < quotients.size(); q++) {
      long[] remainder = row();
      long[] dividend = flat(quotients.get(q).dividend(), quotients.size());
      System.arraycopy(dividend, 0, remainder, 0, dividend.length - 1);
      remainder[remainder.length - 1] = dividend[dividend.length - 1];
      remainder[inputs + q] = -quotients.get(q).divisor();
      long[] slack = new long[remainder.length];
      for (int i = 0; i < slack.length; i++) slack[i] = -remainder[i];
      slack[slack.length - 1] += quotients.get(q).divisor() - 1;
      inequalities.add(slack);
      inequalities.add(remainder);
    }
    return linears.stream().map(l -> flat(l, quotients.size())).toList();
  }

  private static long[] flat(AffineFlattening.Linear linear, int locals) {
    int inputs = linear.inputs().length;
    long[] row = new long[inputs + locals + 1];
    System.arraycopy(linear.inputs(), 0, row, 0, inputs);
    for (int i = 0; i < locals; i++) row[inputs + i] = linear.local(i);
    row[row.length - 1] = linear.constant();
    return row;
  }

  /** Puts the results of a map before the other dimensions, as what they are equal to. Returns false when they are not affine. */
  boolean compose(MapOperands map) {
    AffineMap aligned = aligned(map);
    List<long[]> flat = aligned == null ? null : flatten(aligned);
    if (flat == null) return false;
    int results = flat.size();
    for (int i = 0; i < results; i++) insertDim(0, null);
    for (int r = 0; r < results; r++) {
      long[] expr = flat.get(r);
      long[] row = row();
      row[r] = 1;
      for (int i = 0; i < expr.length - 1; i++) row[results + i] = -expr[i];
      row[row.length - 1] = -expr[expr.length - 1];
      equalities.add(row);
    }
    return true;
  }

  /** Symbols that are counters become the last dimensions. */
  void countersToDims() {
    for (Value value : values(numDims, values.size())) {
      if (loopOf(value) == null) continue;
      swapColumns(find(value, 0), numDims);
      numDims++;
    }
  }

  /** A row of inputs and a constant as an expression; locals between are not looked at. */
  static AffineExpr expr(long[] row, int numDims, int numSymbols) {
    AffineExpr sum = AffineExpr.constant(0);
    for (int i = 0; i < numDims + numSymbols; i++) {
      if (row[i] != 0) sum = sum.plus((i < numDims ? AffineExpr.dim(i) : AffineExpr.symbol(i - numDims)).times(row[i]));
    }
    return row[row.length - 1] == 0 ? sum : sum.plus(row[row.length - 1]);
  }

  @Override
  public String toString() {
    return numDims + " dims, " + numSymbols() + " symbols, " + numLocals + " locals\n"
        + String.join("\n", IntStream.range(0, equalities.size()).mapToObj(i -> Arrays.toString(equalities.get(i)) + " == 0").toList()) + "\n"
        + String.join("\n", IntStream.range(0, inequalities.size()).mapToObj(i -> Arrays.toString(inequalities.get(i)) + " >= 0").toList());
  }
}

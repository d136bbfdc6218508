package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.ConstraintSpaces.Quotient;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * Bounds of some dimensions as functions of all other variables, as MLIR's getSliceBounds finds them: a dimension that is a constant, a
 * remainder, a quotient or a linear function of known variables has one value; others get bounds from inequalities, constants where there
 * are several.
 */
final class SliceBounds {
  private final FlatConstraints cst;
  private final int offset;
  private final int count;
  /** What is known of each variable as a function of the other dimensions and the symbols. */
  private final AffineExpr[] known;
  private FlatConstraints irredundant;

  /** Lower bounds and exclusive upper bounds; null where there are none. */
  record Maps(List<AffineMap> lower, List<AffineMap> upper) {}

  private SliceBounds(FlatConstraints cst, int offset, int count) {
    this.cst = cst;
    this.offset = offset;
    this.count = count;
    this.known = new AffineExpr[cst.numVariables()];
  }

  /** The bounds of {@code count} dimensions from {@code offset}; rows of {@code cst} are divided by their common factors. */
  static Maps of(FlatConstraints cst, int offset, int count) {
    return new SliceBounds(cst, offset, count).find();
  }

  private int numMapDims() {
    return cst.numDims - count;
  }

  private Maps find() {
    Elimination.normalize(cst);
    for (int i = 0; i < cst.numDims; i++) {
      if (i < offset || i >= offset + count) known[i] = AffineExpr.dim(i < offset ? i : i - count);
    }
    for (int i = cst.numDims; i < cst.numInputs(); i++) known[i] = AffineExpr.symbol(i - cst.numDims);
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int v = 0; v < known.length; v++) changed |= known[v] == null && detect(v);
    }
    var maps = new Maps(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < count; i++) addBounds(offset + i, maps);
    return maps;
  }

  private boolean detect(int v) {
    Long min = ConstraintBounds.constant(cst, true, v);
    Long max = ConstraintBounds.constant(cst, false, v);
    if (min != null && min.equals(max)) {
      known[v] = AffineExpr.constant(min);
      return true;
    }
    return min != null && max != null && isRemainder(v, min, max) || isQuotient(v) || isLinear(v);
  }

  /** {@code v = n mod divisor}, where an equation has v, one known n, and multiples of the divisor. */
  private boolean isRemainder(int v, long min, long max) {
    if (min != 0 || max < 1) return false;
    long divisor = max + 1;
    for (long[] row : cst.equalities) {
      if (row[v] != 0 && row[row.length - 1] == 0 && isRemainder(v, divisor, row)) return true;
    }
    return false;
  }

  private boolean isRemainder(int v, long divisor, long[] row) {
    AffineExpr dividend = AffineExpr.constant(0);
    int multiples = 0;
    int multiple = -1;
    for (int i = 0; i < cst.numInputs(); i++) {
      if (i == v || row[i] == 0) continue;
      if (row[i] % (divisor * row[v]) == 0) {
        multiples++;
        multiple = i;
        continue;
      }
      if (known[i] == null) return false;
      dividend = dividend.plus(known[i].times(row[i]));
    }
    AffineExpr solved = row[v] > 0 ? dividend.times(-1).floorDiv(row[v]) : dividend.floorDiv(-row[v]);
    if (!(AffineFlattening.simplify(solved, cst.numDims, cst.numSymbols()) instanceof AffineExpr.Dim(int position)) || multiples == 0) return false;
    AffineExpr n = AffineExpr.dim(position);
    Long max = ConstraintBounds.constant(cst, false, position < offset ? position : position + count);
    known[v] = max != null && max < divisor ? n : n.mod(divisor);
    if (multiples == 1 && known[multiple] == null) known[multiple] = n.floorDiv(divisor).times(row[multiple] > 0 == row[v] > 0 ? 1 : -1);
    return true;
  }

  private boolean isQuotient(int v) {
    var isKnown = new boolean[known.length];
    for (int i = 0; i < known.length; i++) isKnown[i] = known[i] != null;
    Quotient quotient = ConstraintSpaces.quotient(cst, v, isKnown, false);
    if (quotient == null) return false;
    long[] dividend = quotient.dividend();
    AffineExpr sum = AffineExpr.constant(dividend[dividend.length - 1]);
    for (int i = 0; i < known.length; i++) if (dividend[i] != 0) sum = sum.plus(known[i].times(dividend[i]));
    known[v] = sum.floorDiv(quotient.divisor());
    return true;
  }

  /** The first equation that holds the variable, if it holds no other unknown one. */
  private boolean isLinear(int v) {
    long[] row = cst.equalities.stream().filter(r -> r[v] != 0).findFirst().orElse(null);
    if (row == null) return false;
    AffineExpr sum = AffineExpr.constant(0);
    for (int i = 0; i < known.length; i++) {
      if (i == v || row[i] == 0) continue;
      if (known[i] == null) return false;
      sum = sum.plus(known[i].times(row[i]));
    }
    sum = sum.plus(row[row.length - 1]);
    known[v] = row[v] > 0 ? sum.times(-1).floorDiv(row[v]) : sum.floorDiv(-row[v]);
    return true;
  }

  private void addBounds(int v, Maps maps) {
    int symbols = cst.numSymbols();
    if (known[v] != null) {
      AffineExpr value = AffineFlattening.simplify(known[v], numMapDims(), symbols);
      maps.lower.add(map(List.of(value)));
      maps.upper.add(map(List.of(value.plus(1))));
      return;
    }
    AffineMap lower = null;
    AffineMap upper = null;
    if (cst.numLocals == 0) {
      if (irredundant == null) {
        irredundant = cst.copy();
        Elimination.removeRedundantInequalities(irredundant);
      }
      Maps bounds = bounds(irredundant, v, offset, count);
      lower = bounds.lower.getFirst();
      upper = bounds.upper.getFirst();
    }
    if (lower == null || lower.results().size() > 1) {
      Long constant = ConstraintBounds.constant(cst, true, v);
      if (constant != null) lower = map(List.of(AffineExpr.constant(constant)));
    }
    if (upper == null || upper.results().size() > 1) {
      Long constant = ConstraintBounds.constant(cst, false, v);
      if (constant != null) upper = map(List.of(AffineExpr.constant(constant + 1)));
    }
    maps.lower.add(lower);
    maps.upper.add(upper);
  }

  private AffineMap map(List<AffineExpr> results) {
    return new AffineMap(numMapDims(), cst.numSymbols(), results);
  }

  /** One lower and one upper map: all bounds of a dimension that do not hold others of the {@code count} from {@code offset}. */
  static Maps bounds(FlatConstraints cst, int v, int offset, int count) {
    int dims = cst.numDims - count;
    int symbols = cst.numSymbols();
    return bounds(cst, v, offset, count, dims, symbols);
  }

  /** The same, with the first {@code dims} of the other inputs as dimensions of the maps. */
  static Maps bounds(FlatConstraints cst, int v, int offset, int count, int dims, int symbols) {
    var rows = Elimination.bounds(cst, v, offset, count);
    var lower = new ArrayList<AffineExpr>();
    var upper = new ArrayList<AffineExpr>();
    for (int r : rows.lower()) {
      long[] row = cst.inequalities.get(r);
      AffineExpr e = FlatConstraints.expr(negated(FlatConstraints.withoutColumns(row, offset, offset + count)), dims, symbols);
      lower.add(e.plus(row[v] - 1).floorDiv(row[v]));
    }
    for (int r : rows.upper()) {
      long[] row = cst.inequalities.get(r);
      upper.add(FlatConstraints.expr(FlatConstraints.withoutColumns(row, offset, offset + count), dims, symbols).floorDiv(-row[v]).plus(1));
    }
    for (int r : rows.equal()) {
      long[] row = cst.equalities.get(r);
      long[] rest = FlatConstraints.withoutColumns(row, offset, offset + count);
      AffineExpr e = FlatConstraints.expr(row[v] > 0 ? negated(rest) : rest, dims, symbols);
      upper.add(e.floorDiv(Math.abs(row[v])).plus(1));
      lower.add(e.ceilDiv(AffineExpr.constant(Math.abs(row[v]))));
    }
    return new Maps(List.of(new AffineMap(dims, symbols, lower)), List.of(new AffineMap(dims, symbols, upper)));
  }

  private static long[] negated(long[] row) {
    long[] negated = new long[row.length];
    for (int i = 0; i < row.length; i++) negated[i] = -row[i];
    return negated;
  }
}

package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bounds of single variables, read off {@link FlatConstraints}. */
final class ConstraintBounds {
  private ConstraintBounds() {}

  /**
   * How far a variable goes at most.
   *
   * @param size the number of values
   * @param lower the coefficients of the symbols and the constant; the least value is this over {@code divisor}, rounded down
   * @param upper the same for the largest value
   */
  record Extent(long size, long[] lower, long[] upper, long divisor) {}

  /** The row that makes a variable, with the coefficient 1, a function of what stands at {@code limit} and behind; or -1. */
  static int equationFor(FlatConstraints cst, int position, int limit) {
    for (int r = 0; r < cst.equalities.size(); r++) {
      long[] row = cst.equalities.get(r);
      if (Math.abs(row[position]) != 1) continue;
      boolean alone = true;
      for (int c = 0; c < limit; c++) alone &= c == position || row[c] == 0;
      if (alone) return r;
    }
    return -1;
  }

  /** The least extent that two bounds by the same function of the symbols give; null when there are none. */
  static Extent extent(FlatConstraints cst, int position) {
    int first = cst.numDims;
    int symbols = cst.numSymbols();
    int equation = equationFor(cst, position, first);
    if (equation >= 0) {
      long[] row = cst.equalities.get(equation);
      for (int i = cst.values.size(); i < row.length - 1; i++) if (row[i] != 0) return null;
      long[] value = symbolic(row, first, symbols, row[position] < 0 ? 1 : -1);
      return new Extent(1, value, value, 1);
    }
    Pair pair = closest(cst, position);
    if (pair == null) return null;
    long divisor = pair.lower[position];
    long[] from = symbolic(pair.lower, first, symbols, -1);
    from[symbols] += divisor - 1;
    return new Extent(pair.size, from, symbolic(pair.upper, first, symbols, 1), divisor);
  }

  /** Two inequalities that bound a variable by the same function of the symbols and differ by a constant: so many values are between them. */
  record Pair(long[] lower, long[] upper, long size) {}

  /** Of such inequalities those with the fewest values between them; null when there are none. */
  static Pair closest(FlatConstraints cst, int position) {
    var bounds = Elimination.bounds(cst, position, 0, cst.numDims);
    Pair closest = null;
    for (int u : bounds.upper()) {
      for (int l : bounds.lower()) {
        long[] above = cst.inequalities.get(u);
        long[] below = cst.inequalities.get(l);
        if (!areOpposite(above, below)) continue;
        int last = above.length - 1;
        long size = Math.max(0, Math.ceilDiv(above[last] + below[last] + 1, below[position]));
        if (closest == null || size < closest.size) closest = new Pair(below, above, size);
      }
    }
    return closest;
  }

  private static boolean areOpposite(long[] a, long[] b) {
    for (int i = 0; i < a.length - 1; i++) if (a[i] != -b[i]) return false;
    return true;
  }

  /** The symbols' coefficients and the constant (the locals' stand between), times a sign. */
  private static long[] symbolic(long[] row, int first, int symbols, long sign) {
    long[] part = new long[symbols + 1];
    for (int i = 0; i < symbols; i++) part[i] = sign * row[first + i];
    part[symbols] = sign * row[row.length - 1];
    return part;
  }

  /** The largest constant lower bound of a variable, or the least upper one, when all others are eliminated; null when there is none. */
  static Long constant(FlatConstraints cst, boolean lower, int position) {
    FlatConstraints alone = cst.copy();
    Elimination.projectOut(alone, 0, position);
    Elimination.projectOut(alone, 1, alone.numVariables() - 1);
    int equation = equationFor(alone, 0, alone.numVariables());
    if (equation >= 0) return -alone.equalities.get(equation)[1] / alone.equalities.get(equation)[0];
    Long best = null;
    for (long[] row : alone.inequalities) {
      if (lower ? row[0] <= 0 : row[0] >= 0) continue;
      long bound = lower ? Math.ceilDiv(-row[1], row[0]) : Math.floorDiv(row[1], -row[0]);
      if (best == null || (lower ? bound > best : bound < best)) best = bound;
    }
    return best;
  }

  /**
   * Makes a system what bounds it and another one along each dimension, by functions of the symbols. Returns false, and leaves
   * {@code cst} with the symbols of both, when there are no such bounds.
   */
  static boolean unite(FlatConstraints cst, FlatConstraints with) {
    FlatConstraints other = with;
    if (!ConstraintSpaces.areAligned(cst, with)) {
      other = with.copy();
      ConstraintSpaces.align(cst, other, cst.numDims);
    }
    var box = new ArrayList<long[]>();
    for (int d = 0; d < cst.numDims; d++) {
      Extent a = extent(cst, d);
      Extent b = a == null ? null : extent(other, d);
      if (b == null || a.divisor != b.divisor) return false;
      long[] lower = extreme(cst, other, d, true, withRounding(a.lower, a.divisor), withRounding(b.lower, b.divisor));
      long[] upper = lower == null ? null : extreme(cst, other, d, false, a.upper, b.upper);
      if (upper == null) return false;
      box.add(bound(cst, d, a.divisor, lower, -1));
      box.add(bound(cst, d, -a.divisor, upper, 1));
    }
    var equalities = common(cst.equalities, other.equalities);
    box.addAll(common(cst.inequalities, other.inequalities));
    cst.equalities = equalities;
    cst.inequalities = box;
    Elimination.removeTrivialRedundancy(cst);
    return true;
  }

  private static List<long[]> common(List<long[]> rows, List<long[]> others) {
    return new ArrayList<>(rows.stream().filter(row -> others.stream().anyMatch(o -> Arrays.equals(row, o))).toList());
  }

  /** A bound to be rounded up from one that is rounded down. */
  private static long[] withRounding(long[] lower, long divisor) {
    long[] ceiling = lower.clone();
    ceiling[ceiling.length - 1] -= divisor - 1;
    return ceiling;
  }

  /** The lesser of two lower or the larger of two upper bounds that differ by a constant, or the constant beyond both. */
  private static long[] extreme(FlatConstraints a, FlatConstraints b, int dim, boolean lower, long[] x, long[] y) {
    int last = x.length - 1;
    if (Arrays.equals(x, 0, last, y, 0, last)) return lower == x[last] <= y[last] ? x : y;
    Long p = constant(a, lower, dim);
    Long q = constant(b, lower, dim);
    if (p == null || q == null) return null;
    long[] constant = new long[x.length];
    constant[last] = lower ? Math.min(p, q) : Math.max(p, q);
    return constant;
  }

  private static long[] bound(FlatConstraints cst, int dim, long coefficient, long[] symbolic, long sign) {
    long[] row = cst.row();
    row[dim] = coefficient;
    for (int i = 0; i < symbolic.length - 1; i++) row[cst.numDims + i] = sign * symbolic[i];
    row[row.length - 1] = sign * symbolic[symbolic.length - 1];
    return row;
  }
}

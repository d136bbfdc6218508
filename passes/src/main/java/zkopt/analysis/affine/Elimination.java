package zkopt.analysis.affine;

import com.google.common.math.LongMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes variables out of {@link FlatConstraints}: by equations (Gauss) and by combining bounds (Fourier and Motzkin), each row divided by
 * the common factor of its coefficients. Integers may be fewer than what is left, never more.
 */
final class Elimination {
  /** Systems that grow beyond so many times their variables are taken not to be empty. */
  private static final int EXPLOSION = 32;

  private Elimination() {}

  /** The rows that bound a variable. */
  record Bounds(List<Integer> lower, List<Integer> upper, List<Integer> equal) {}

  /** The rows that bound a variable and hold none of those in the range of {@code count} from {@code offset}. */
  static Bounds bounds(FlatConstraints cst, int position, int offset, int count) {
    var bounds = new Bounds(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int r = 0; r < cst.inequalities.size(); r++) {
      long[] row = cst.inequalities.get(r);
      if (row[position] != 0 && !holds(row, position, offset, count)) (row[position] > 0 ? bounds.lower : bounds.upper).add(r);
    }
    for (int r = 0; r < cst.equalities.size(); r++) {
      long[] row = cst.equalities.get(r);
      if (row[position] != 0 && !holds(row, position, offset, count)) bounds.equal.add(r);
    }
    return bounds;
  }

  private static boolean holds(long[] row, int position, int offset, int count) {
    return IntStream.range(offset, offset + count).anyMatch(i -> i != position && row[i] != 0);
  }

  static long commonFactor(long[] row, int columns) {
    long factor = 0;
    for (int i = 0; i < columns; i++) factor = LongMath.gcd(factor, Math.absExact(row[i]));
    return factor;
  }

  /** Divides each inequality by the common factor of its coefficients and rounds its constant. */
  static void tighten(FlatConstraints cst) {
    for (long[] row : cst.inequalities) {
      int last = row.length - 1;
      long factor = commonFactor(row, last);
      if (factor <= 1) continue;
      for (int i = 0; i < last; i++) row[i] /= factor;
      row[last] = Math.floorDiv(row[last], factor);
    }
  }

  static void normalize(FlatConstraints cst) {
    cst.equalities.forEach(Elimination::normalize);
    cst.inequalities.forEach(Elimination::normalize);
  }

  private static void normalize(long[] row) {
    long factor = commonFactor(row, row.length);
    if (factor > 1) for (int i = 0; i < row.length; i++) row[i] /= factor;
  }

  private static int rowWith(List<long[]> rows, int column) {
    for (int r = 0; r < rows.size(); r++) if (rows.get(r)[column] != 0) return r;
    return -1;
  }

  /** Takes variables of a range out as long as equations hold them. Returns how many. */
  private static int substitute(FlatConstraints cst, int from, int to) {
    if (from >= to) return 0;
    tighten(cst);
    int pivot = from;
    for (; pivot < to; pivot++) {
      int equation = rowWith(cst.equalities, pivot);
      if (equation < 0) {
        if (rowWith(cst.inequalities, pivot) < 0) continue;
        break;
      }
      long[] solved = cst.equalities.get(equation);
      for (int r = 0; r < cst.equalities.size(); r++) {
        if (r != equation) substitute(cst.equalities.get(r), solved, pivot, from);
        normalize(cst.equalities.get(r));
      }
      for (long[] row : cst.inequalities) {
        substitute(row, solved, pivot, from);
        normalize(row);
      }
      cst.equalities.remove(equation);
      tighten(cst);
    }
    cst.removeColumns(from, pivot);
    return pivot - from;
  }

  /** Takes the variable {@code pivot} out of a row; columns from {@code done} to there are not looked at any more. */
  private static void substitute(long[] row, long[] solved, int pivot, int done) {
    long lead = row[pivot];
    if (lead == 0) return;
    long common = LongMath.gcd(Math.absExact(solved[pivot]), Math.absExact(lead));
    long times = Math.absExact(solved[pivot]) / common;
    long plus = Math.absExact(lead) / common * ((lead > 0) == (solved[pivot] > 0) ? -1 : 1);
    for (int j = 0; j < row.length; j++) {
      if (j >= done && j < pivot) continue;
      row[j] = Math.addExact(Math.multiplyExact(plus, solved[j]), Math.multiplyExact(times, row[j]));
    }
  }

  /** Takes a variable out, by an equation or by Fourier and Motzkin. */
  static void eliminate(FlatConstraints cst, int position) {
    if (rowWith(cst.equalities, position) >= 0) {
      substitute(cst, position, position + 1);
      return;
    }
    tighten(cst);
    if (rowWith(cst.inequalities, position) < 0) {
      cst.removeColumns(position, position + 1);
      return;
    }
    Bounds bounds = bounds(cst, position, 0, 0);
    var combined = new ArrayList<long[]>();
    for (int u : bounds.upper) {
      for (int l : bounds.lower) combined.add(combination(cst.inequalities.get(u), cst.inequalities.get(l), position));
    }
    cst.inequalities.stream().filter(row -> row[position] == 0).forEach(combined::add);
    cst.inequalities = combined;
    cst.removeColumns(position, position + 1);
    tighten(cst);
    normalize(cst);
    removeTrivialRedundancy(cst);
  }

  private static long[] combination(long[] upper, long[] lower, int position) {
    long common = LongMath.gcd(lower[position], -upper[position]);
    long x = lower[position] / common;
    long y = -upper[position] / common;
    long[] sum = new long[upper.length];
    for (int i = 0; i < sum.length; i++) sum[i] = Math.addExact(Math.multiplyExact(upper[i], x), Math.multiplyExact(lower[i], y));
    return sum;
  }

  /** Takes {@code count} variables out, from {@code position}. */
  static void projectOut(FlatConstraints cst, int position, int count) {
    if (count == 0) return;
    int left = count;
    int substituted = 0;
    for (int at = position; at < cst.numVariables(); at++) {
      int done = substitute(cst, at, at + left);
      left -= done + 1;
      substituted += done;
    }
    for (int i = count - substituted; i > 0; i--) eliminate(cst, cheapest(cst, position, position + i));
    tighten(cst);
    normalize(cst);
  }

  /** The variable of a range with the least product of the numbers of its lower and upper bounds. */
  private static int cheapest(FlatConstraints cst, int from, int to) {
    int best = from;
    long least = Long.MAX_VALUE;
    for (int v = from; v < to; v++) {
      int variable = v;
      long product = cst.inequalities.stream().filter(row -> row[variable] > 0).count() * cst.inequalities.stream().filter(row -> row[variable] < 0).count();
      if (product >= least) continue;
      least = product;
      best = v;
    }
    return best;
  }

  private record Row(List<Long> entries) {
    static Row of(long[] row, int columns) {
      return new Row(Arrays.stream(row, 0, columns).boxed().toList());
    }
  }

  /** Leaves out inequalities that are always true, and of parallel ones all but the strictest. */
  static void removeTrivialRedundancy(FlatConstraints cst) {
    tighten(cst);
    normalize(cst);
    int last = cst.numVariables();
    Set<Row> seen = new HashSet<>();
    Map<Row, Integer> strictest = new HashMap<>();
    var redundant = new boolean[cst.inequalities.size()];
    for (int r = 0; r < redundant.length; r++) {
      long[] row = cst.inequalities.get(r);
      boolean trivial = commonFactor(row, last) == 0 && row[last] >= 0;
      redundant[r] = trivial || !seen.add(Row.of(row, row.length));
      if (redundant[r]) continue;
      Integer other = strictest.putIfAbsent(Row.of(row, last), r);
      if (other == null) continue;
      boolean stricter = row[last] < cst.inequalities.get(other)[last];
      redundant[stricter ? other : r] = true;
      if (stricter) strictest.put(Row.of(row, last), r);
    }
    keep(cst, redundant);
  }

  private static void keep(FlatConstraints cst, boolean[] redundant) {
    var kept = new ArrayList<long[]>();
    for (int r = 0; r < redundant.length; r++) if (!redundant[r]) kept.add(cst.inequalities.get(r));
    cst.inequalities = kept;
  }

  /** Leaves out inequalities that follow from the others. */
  static void removeRedundantInequalities(FlatConstraints cst) {
    var redundant = new boolean[cst.inequalities.size()];
    FlatConstraints test = cst.copy();
    for (int r = 0; r < redundant.length; r++) {
      complement(test.inequalities.get(r));
      redundant[r] = isEmpty(test);
      if (redundant[r]) test.inequalities.set(r, test.row());
      else complement(test.inequalities.get(r));
    }
    keep(cst, redundant);
  }

  /** {@code row >= 0} becomes {@code row < 0}; done twice, nothing changes. */
  private static void complement(long[] row) {
    for (int i = 0; i < row.length; i++) row[i] = -row[i];
    row[row.length - 1]--;
  }

  /** Takes locals out that an equation gives with the coefficient 1. */
  static void removeRedundantLocals(FlatConstraints cst) {
    cst.equalities.forEach(Elimination::normalize);
    while (true) {
      int equation = 0;
      int local = -1;
      for (; equation < cst.equalities.size() && local < 0; equation++) {
        long[] row = cst.equalities.get(equation);
        local = IntStream.range(cst.values.size(), cst.numVariables()).filter(j -> Math.abs(row[j]) == 1).findFirst().orElse(-1);
      }
      if (local < 0) return;
      long[] solved = cst.equalities.remove(equation - 1);
      for (long[] row : cst.equalities) {
        if (row[local] == 0) continue;
        substitute(row, solved, local, local);
        normalize(row);
      }
      for (long[] row : cst.inequalities) substitute(row, solved, local, local);
      cst.removeColumns(local, local + 1);
    }
  }

  private static boolean isObviouslyEmpty(FlatConstraints cst) {
    int last = cst.numVariables();
    for (long[] row : cst.equalities) {
      long factor = commonFactor(row, last);
      if (factor == 0 ? row[last] != 0 : row[last] % factor != 0) return true;
    }
    return cst.inequalities.stream().anyMatch(row -> row[last] < 0 && commonFactor(row, last) == 0);
  }

  /** Whether it is shown that no integers satisfy all. */
  static boolean isEmpty(FlatConstraints cst) {
    if (isObviouslyEmpty(cst)) return true;
    FlatConstraints test = cst.copy();
    removeRedundantLocals(test);
    if (isObviouslyEmpty(test)) return true;
    for (int at = 0; at < test.numVariables(); at++) {
      substitute(test, at, test.numVariables());
      if (isObviouslyEmpty(test)) return true;
    }
    for (int i = test.numVariables(); i > 0; i--) {
      eliminate(test, cheapest(test, 0, test.numVariables()));
      if (test.equalities.size() + test.inequalities.size() >= EXPLOSION * cst.numVariables()) return false;
      if (isObviouslyEmpty(test)) return true;
    }
    return false;
  }

  /** Puts in the value of each variable of a range that an equation makes a constant. */
  static void foldConstants(FlatConstraints cst, int position, int count) {
    int at = position;
    for (int i = 0; i < count; i++) {
      int equation = ConstraintBounds.equationFor(cst, at, cst.numVariables());
      if (equation < 0) {
        at++;
        continue;
      }
      long[] row = cst.equalities.get(equation);
      long value = -row[row.length - 1] / row[at];
      int variable = at;
      for (List<long[]> rows : List.of(cst.equalities, cst.inequalities)) {
        for (long[] r : rows) r[r.length - 1] = Math.addExact(r[r.length - 1], Math.multiplyExact(value, r[variable]));
      }
      cst.removeColumns(at, at + 1);
    }
  }
}

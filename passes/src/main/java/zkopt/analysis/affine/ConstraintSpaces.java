package zkopt.analysis.affine;

import com.google.common.math.LongMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.ir.Value;

/** Brings two systems of constraints to the same columns. */
final class ConstraintSpaces {
  private ConstraintSpaces() {}

  /** Whether dimensions and symbols stand for the same values in the same order. */
  static boolean areAligned(FlatConstraints a, FlatConstraints b) {
    return a.numDims == b.numDims && a.values.equals(b.values);
  }

  /** Gives both all dimensions, from {@code offset} on, all symbols and all locals of either; those of {@code a} first. */
  static void align(FlatConstraints a, FlatConstraints b, int offset) {
    int at = offset;
    for (Value value : a.values(offset, a.numDims)) {
      int found = b.find(value, at);
      if (found >= 0 && found < b.numDims) b.swapColumns(at, found);
      else b.insertDim(at, value);
      at++;
    }
    for (int i = a.numDims; i < b.numDims; i++) a.insertDim(a.numDims, b.values.get(i));
    alignSymbols(a, b);
    mergeLocals(a, b);
  }

  static void alignSymbols(FlatConstraints a, FlatConstraints b) {
    int at = b.numDims;
    for (Value value : a.values(a.numDims, a.values.size())) {
      int found = b.find(value, at);
      if (found >= 0) b.swapColumns(at, found);
      else b.insertSymbol(at - b.numDims, value);
      at++;
    }
    for (int i = b.numDims + a.numSymbols(); i < b.values.size(); i++) a.insertSymbol(a.numSymbols(), b.values.get(i));
  }

  /** The locals of {@code a}, then those of {@code b} that are none of these quotients. */
  static void mergeLocals(FlatConstraints a, FlatConstraints b) {
    int own = a.numLocals;
    a.insertLocals(own, b.numLocals);
    b.insertLocals(0, own);
    Quotient[] all = quotients(a);
    Quotient[] others = quotients(b);
    System.arraycopy(others, own, all, own, others.length - own);
    var quotients = new ArrayList<>(Arrays.asList(all));
    for (int i = 0; i < quotients.size(); i++) {
      for (int j = Math.max(i + 1, own); j < quotients.size(); j++) {
        if (quotients.get(i) == null || quotients.get(j) == null || !quotients.get(i).isSame(quotients.get(j))) continue;
        merge(a, i, j);
        merge(b, i, j);
        int kept = a.values.size() + i;
        int gone = a.values.size() + j;
        quotients.remove(j);
        quotients.replaceAll(q -> q == null ? null : q.merged(kept, gone));
        j--;
      }
    }
  }

  private static void merge(FlatConstraints cst, int i, int j) {
    int kept = cst.values.size() + i;
    int gone = cst.values.size() + j;
    for (List<long[]> rows : List.of(cst.equalities, cst.inequalities)) rows.forEach(row -> row[kept] += row[gone]);
    cst.removeColumns(gone, gone + 1);
  }

  /** A variable that is {@code dividend floordiv divisor}. */
  record Quotient(long[] dividend, long divisor) {
    private static Quotient of(long[] dividend, long divisor) {
      long common = divisor;
      for (int i = 0; i < dividend.length - 1; i++) common = LongMath.gcd(common, Math.absExact(dividend[i]));
      long[] reduced = new long[dividend.length];
      for (int i = 0; i < reduced.length; i++) reduced[i] = Math.floorDiv(dividend[i], common);
      return new Quotient(reduced, divisor / common);
    }

    private boolean isSame(Quotient other) {
      return divisor == other.divisor && Arrays.equals(dividend, other.dividend);
    }

    private Quotient merged(int kept, int gone) {
      long[] row = dividend.clone();
      row[kept] += row[gone];
      return new Quotient(FlatConstraints.withoutColumns(row, gone, gone + 1), divisor);
    }
  }

  /** What each local is a quotient of, null for those that are none. */
  private static Quotient[] quotients(FlatConstraints cst) {
    var found = new boolean[cst.numVariables()];
    Arrays.fill(found, 0, cst.values.size(), true);
    var quotients = new Quotient[cst.numLocals];
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int i = 0; i < cst.numLocals; i++) {
        if (quotients[i] != null) continue;
        quotients[i] = quotient(cst, cst.values.size() + i, found, true);
        if (quotients[i] == null) continue;
        found[cst.values.size() + i] = true;
        changed = true;
      }
    }
    return quotients;
  }

  /**
   * A variable as a quotient of variables that are known: from two inequalities {@code 0 <= dividend - divisor * q < divisor}, or from an
   * equation where {@code equations} says so; null when it is none.
   */
  static Quotient quotient(FlatConstraints cst, int position, boolean[] known, boolean equations) {
    var bounds = Elimination.bounds(cst, position, 0, 0);
    for (int u : bounds.upper()) {
      for (int l : bounds.lower()) {
        Quotient quotient = quotient(cst.inequalities.get(u), cst.inequalities.get(l), position);
        if (quotient != null && isKnown(quotient.dividend, position, known)) return quotient;
      }
    }
    if (!equations) return null;
    for (int e : bounds.equal()) {
      long[] row = cst.equalities.get(e);
      long[] dividend = new long[row.length];
      long sign = row[position] < 0 ? 1 : -1;
      for (int i = 0; i < row.length; i++) dividend[i] = i == position ? 0 : sign * row[i];
      if (isKnown(dividend, position, known)) return Quotient.of(dividend, Math.absExact(row[position]));
    }
    return null;
  }

  private static Quotient quotient(long[] upper, long[] lower, int position) {
    long divisor = lower[position];
    for (int i = 0; i < upper.length - 1; i++) if (upper[i] != -lower[i]) return null;
    long slack = divisor - 1 - (lower[lower.length - 1] + upper[upper.length - 1]);
    if (slack < 0 || slack > divisor - 1) return null;
    long[] dividend = upper.clone();
    dividend[position] = 0;
    dividend[dividend.length - 1] += slack;
    return Quotient.of(dividend, divisor);
  }

  private static boolean isKnown(long[] dividend, int position, boolean[] known) {
    for (int i = 0; i < known.length; i++) if (i != position && !known[i] && dividend[i] != 0) return false;
    return true;
  }
}

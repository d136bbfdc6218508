package zkopt.analysis.affine;

import com.google.common.math.LongMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import zkopt.ir.affine.IntegerSet;

/**
 * Linear equations and inequalities of integers. A row holds the coefficients of the variables, then the constant: {@code row . (x, 1) ==
 * 0} or {@code >= 0}. Variables are eliminated by Gauss and by Fourier and Motzkin, with every row divided by the common factor of its
 * coefficients and its constant rounded (as in Pugh, "The Omega test", 1991, section 2). Exact where the coefficients that are eliminated are
 * one, as those of unit strides are; otherwise the integers may be fewer than what is found, never more.
 */
public final class LinearSystem {
  /** Beyond this many rows elimination gives up. */
  private static final int MAX_ROWS = 1000;

  /** The least and the largest value of something; null where there is none, or none is known. */
  public record Range(Long min, Long max) {
    static final Range ALL = new Range(null, null);

    @Override
    public String toString() {
      return "[" + Objects.requireNonNullElse(min, "-inf") + ", " + Objects.requireNonNullElse(max, "+inf") + "]";
    }
  }

  /** A row compared by what it holds. */
  private record Row(List<Long> values) {
    static Row of(long[] values) {
      return new Row(Arrays.stream(values).boxed().toList());
    }
  }

  private int numVariables;
  private List<long[]> equations = new ArrayList<>();
  private List<long[]> inequalities = new ArrayList<>();
  private boolean contradictory;

  public LinearSystem() {}

  private LinearSystem(LinearSystem other) {
    numVariables = other.numVariables;
    other.equations.forEach(r -> equations.add(r.clone()));
    other.inequalities.forEach(r -> inequalities.add(r.clone()));
    contradictory = other.contradictory;
  }

  LinearSystem copy() {
    return new LinearSystem(this);
  }

  /** The points of a set: variables are its dimensions, its symbols, and what else it takes to say. */
  public static LinearSystem of(IntegerSet set) {
    var system = new LinearSystem();
    int inputs = set.numDims() + set.numSymbols();
    int[] columns = IntStream.range(0, inputs).map(_ -> system.addVariable()).toArray();
    var flattening = new AffineFlattening(set.numDims(), set.numSymbols());
    var rows = new LinearRows(system, flattening, columns);
    for (IntegerSet.Constraint c : set.constraints()) {
      long[] row = rows.of(c.expr());
      if (row != null) system.add(row, c.isEquality());
    }
    return system;
  }

  /** A further variable; returns its number. */
  public int addVariable() {
    equations.replaceAll(LinearSystem::withVariable);
    inequalities.replaceAll(LinearSystem::withVariable);
    return numVariables++;
  }

  private static long[] withVariable(long[] row) {
    long[] longer = Arrays.copyOf(row, row.length + 1);
    longer[row.length] = row[row.length - 1];
    longer[row.length - 1] = 0;
    return longer;
  }

  public int numVariables() {
    return numVariables;
  }

  /** Requires {@code row . (x, 1) == 0}. */
  public void addEquation(long... row) {
    add(row, true);
  }

  /** Requires {@code row . (x, 1) >= 0}. */
  public void addInequality(long... row) {
    add(row, false);
  }

  void add(long[] row, boolean isEquation) {
    if (row.length != numVariables + 1) throw new IllegalArgumentException(row.length + " entries for " + numVariables + " variables");
    (isEquation ? equations : inequalities).add(row.clone());
  }

  /** Whether it is shown that no integers satisfy all. */
  public boolean isEmpty() {
    try {
      var system = new LinearSystem(this);
      system.eliminate(-1);
      return system.contradictory;
    } catch (ArithmeticException _) {
      return false;
    }
  }

  /** The constants between which a variable must lie. */
  public Range range(int variable) {
    try {
      var system = new LinearSystem(this);
      return system.eliminate(variable) ? system.rangeAlone(variable) : Range.ALL;
    } catch (ArithmeticException _) {
      return Range.ALL;
    }
  }

  private Range rangeAlone(int variable) {
    Long min = null;
    Long max = null;
    for (long[] row : equations) {
      inequalities.add(row);
      inequalities.add(negated(row));
    }
    for (long[] row : inequalities) {
      long c = row[variable];
      long constant = row[numVariables];
      if (c > 0) min = max(min, Math.ceilDiv(-constant, c));
      if (c < 0) max = min(max, Math.floorDiv(constant, -c));
    }
    return new Range(min, max);
  }

  private static Long max(Long a, long b) {
    return a == null ? b : Long.valueOf(Math.max(a, b));
  }

  private static Long min(Long a, long b) {
    return a == null ? b : Long.valueOf(Math.min(a, b));
  }

  /** Eliminates all variables but {@code kept} (-1 for none). Returns false when it was given up. */
  private boolean eliminate(int kept) {
    normalize();
    while (!contradictory && substituteOne(kept)) normalize();
    while (!contradictory) {
      OptionalInt next = cheapest(kept);
      if (next.isEmpty()) return true;
      combine(next.getAsInt());
      normalize();
      if (inequalities.size() > MAX_ROWS) return false;
    }
    return true;
  }

  /** Solves an equation for a variable, one with the coefficient 1 if there is any, and puts that into all other rows. */
  private boolean substituteOne(int kept) {
    long[] equation = null;
    int pivot = -1;
    for (long[] row : equations) {
      for (int v = 0; v < numVariables; v++) {
        if (v == kept || row[v] == 0 || pivot >= 0 && Math.abs(row[v]) >= Math.abs(equation[pivot])) continue;
        equation = row;
        pivot = v;
      }
    }
    if (pivot < 0) return false;
    equations.remove(equation);
    long[] solved = equation[pivot] < 0 ? negated(equation) : equation;
    int variable = pivot;
    equations.replaceAll(r -> without(r, solved, variable));
    inequalities.replaceAll(r -> without(r, solved, variable));
    return true;
  }

  /** {@code row * p - solved * row[variable]}, over their common factor, where p is the positive coefficient in {@code solved}. */
  private static long[] without(long[] row, long[] solved, int variable) {
    if (row[variable] == 0) return row;
    long common = LongMath.gcd(Math.absExact(row[variable]), solved[variable]);
    return combination(row, solved[variable] / common, solved, -row[variable] / common);
  }

  private static long[] combination(long[] a, long x, long[] b, long y) {
    long[] sum = new long[a.length];
    for (int i = 0; i < sum.length; i++) sum[i] = Math.addExact(Math.multiplyExact(a[i], x), Math.multiplyExact(b[i], y));
    return sum;
  }

  private static long[] negated(long[] row) {
    return Arrays.stream(row).map(Math::negateExact).toArray();
  }

  /** The variable that makes the fewest rows when eliminated. */
  private OptionalInt cheapest(int kept) {
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int v = 0; v < numVariables; v++) {
      if (v == kept) continue;
      long below = 0;
      long above = 0;
      for (long[] row : inequalities) {
        if (row[v] > 0) below++;
        if (row[v] < 0) above++;
      }
      long made = below * above - below - above;
      if (below + above == 0 || made >= least) continue;
      best = v;
      least = made;
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** Fourier and Motzkin: each lower bound of the variable with each upper bound. */
  private void combine(int variable) {
    var rest = new ArrayList<long[]>();
    var lower = new ArrayList<long[]>();
    var upper = new ArrayList<long[]>();
    for (long[] row : inequalities) (row[variable] == 0 ? rest : row[variable] > 0 ? lower : upper).add(row);
    for (long[] below : lower) {
      for (long[] above : upper) {
        long common = LongMath.gcd(below[variable], Math.absExact(above[variable]));
        rest.add(combination(below, -above[variable] / common, above, below[variable] / common));
      }
    }
    inequalities = rest;
  }

  /** Divides rows by their common factors; drops those that say nothing, and of parallel ones all but the strictest. */
  private void normalize() {
    equations.removeIf(row -> {
      long factor = commonFactor(row);
      long constant = row[numVariables];
      if (factor == 0 ? constant != 0 : constant % factor != 0) contradictory = true;
      for (int i = 0; factor > 1 && i < row.length; i++) row[i] /= factor;
      return factor == 0;
    });
    Set<Row> seen = new LinkedHashSet<>();
    inequalities.sort((a, b) -> Long.compare(tightness(a), tightness(b)));
    inequalities.removeIf(row -> {
      long factor = commonFactor(row);
      if (factor == 0) {
        contradictory |= row[numVariables] < 0;
        return true;
      }
      tighten(row, factor);
      return !seen.add(Row.of(Arrays.copyOf(row, numVariables)));
    });
  }

  private long tightness(long[] row) {
    long factor = commonFactor(row);
    return factor == 0 ? row[numVariables] : Math.floorDiv(row[numVariables], factor);
  }

  private void tighten(long[] row, long factor) {
    for (int i = 0; i < numVariables; i++) row[i] /= factor;
    row[numVariables] = Math.floorDiv(row[numVariables], factor);
  }

  private long commonFactor(long[] row) {
    long factor = 0;
    for (int i = 0; i < numVariables; i++) factor = LongMath.gcd(factor, Math.absExact(row[i]));
    return factor;
  }
}

package zkopt.analysis.affine;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Whether all points that satisfy one system satisfy another one. */
final class ConstraintSubset {
  private ConstraintSubset() {}

  /**
   * Whether every integer point of {@code part} is one of {@code whole}, which have the same dimensions and symbols; the locals of
   * {@code whole} have to be quotients. False as well when that is not known.
   */
  static boolean isSubset(FlatConstraints part, FlatConstraints whole) {
    int inputs = part.numInputs();
    int locals = part.numLocals;
    var both = new LinearSystem();
    for (int i = 0; i < part.numVariables() + whole.numLocals; i++) both.addVariable();
    part.equalities.forEach(row -> both.addEquation(placed(row, inputs, 0, locals, whole.numLocals)));
    part.inequalities.forEach(row -> both.addInequality(placed(row, inputs, 0, locals, whole.numLocals)));
    var definitions = new boolean[whole.inequalities.size()];
    for (int local = inputs; local < whole.numVariables(); local++) {
      if (!define(whole, local, definitions)) return false;
    }
    for (int r = 0; r < definitions.length; r++) {
      if (definitions[r]) both.addInequality(placed(whole.inequalities.get(r), inputs, locals, whole.numLocals, 0));
    }
    for (long[] row : whole.equalities) {
      long[] r = placed(row, inputs, locals, whole.numLocals, 0);
      if (!cannotBeNegative(both, r) || !cannotBeNegative(both, negated(r))) return false;
    }
    return IntStream.range(0, definitions.length).filter(r -> !definitions[r])
        .allMatch(r -> cannotBeNegative(both, placed(whole.inequalities.get(r), inputs, locals, whole.numLocals, 0)));
  }

  /** Marks the two rows {@code 0 <= dividend - divisor * q < divisor} of a local; false when there are none. */
  private static boolean define(FlatConstraints cst, int local, boolean[] definitions) {
    var bounds = Elimination.bounds(cst, local, 0, 0);
    for (int u : bounds.upper()) {
      for (int l : bounds.lower()) {
        long[] upper = cst.inequalities.get(u);
        long[] lower = cst.inequalities.get(l);
        int last = upper.length - 1;
        boolean opposite = IntStream.range(0, last).allMatch(i -> upper[i] == -lower[i]);
        if (!opposite || upper[last] + lower[last] != lower[local] - 1) continue;
        definitions[u] = true;
        definitions[l] = true;
        return true;
      }
    }
    return false;
  }

  private static boolean cannotBeNegative(LinearSystem system, long[] row) {
    long[] negative = negated(row);
    negative[negative.length - 1]--;
    var test = system.copy();
    test.addInequality(negative);
    return test.isEmpty();
  }

  private static long[] negated(long[] row) {
    return Arrays.stream(row).map(c -> -c).toArray();
  }

  /** A row with further columns before and behind its own locals. */
  private static long[] placed(long[] row, int inputs, int before, int own, int behind) {
    long[] placed = new long[inputs + before + own + behind + 1];
    System.arraycopy(row, 0, placed, 0, inputs);
    System.arraycopy(row, inputs, placed, inputs + before, own);
    placed[placed.length - 1] = row[row.length - 1];
    return placed;
  }
}

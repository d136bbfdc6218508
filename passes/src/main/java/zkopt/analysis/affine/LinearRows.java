package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.affine.AffineExpr;

/** Affine expressions as rows of a {@link LinearSystem}, to which the quotients that they need are added as variables. */
final class LinearRows {
  private final LinearSystem system;
  private final AffineFlattening flattening;
  private final int[] inputs;
  /** The variable of each quotient. */
  private final List<Integer> quotients = new ArrayList<>();

  /** @param inputs the variables of the dimensions, then of the symbols */
  LinearRows(LinearSystem system, AffineFlattening flattening, int[] inputs) {
    this.system = system;
    this.flattening = flattening;
    this.inputs = inputs;
  }

  /** The row that stands for the value of {@code expr}, or null when that is not linear. Good until a variable is added. */
  long[] of(AffineExpr expr) {
    AffineFlattening.Linear linear = flattening.flatten(expr);
    if (linear == null) return null;
    var known = flattening.quotients();
    while (quotients.size() < known.size()) define(known.get(quotients.size()));
    return row(linear);
  }

  /** {@code 0 <= dividend - divisor * q < divisor}. */
  private void define(AffineFlattening.Quotient quotient) {
    int q = system.addVariable();
    quotients.add(q);
    long[] remainder = row(quotient.dividend());
    remainder[q] = -quotient.divisor();
    system.addInequality(remainder);
    long[] slack = new long[remainder.length];
    for (int i = 0; i < slack.length; i++) slack[i] = -remainder[i];
    slack[slack.length - 1] += quotient.divisor() - 1;
    system.addInequality(slack);
  }

  private long[] row(AffineFlattening.Linear linear) {
    long[] row = new long[system.numVariables() + 1];
    for (int i = 0; i < inputs.length; i++) row[inputs[i]] += linear.inputs()[i];
    for (int i = 0; i < linear.locals().length; i++) row[quotients.get(i)] += linear.locals()[i];
    row[row.length - 1] = linear.constant();
    return row;
  }
}

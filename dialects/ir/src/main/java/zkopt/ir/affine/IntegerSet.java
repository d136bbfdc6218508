package zkopt.ir.affine;

import java.util.List;

/** {@code (d0)[s0] : (d0 >= 0, d0 - s0 == 0)}: the points where all constraints hold. */
public record IntegerSet(int numDims, int numSymbols, List<Constraint> constraints) {
  /** {@code expr == 0} or {@code expr >= 0}. */
  public record Constraint(AffineExpr expr, boolean isEquality) {
    @Override
    public String toString() {
      return AffinePrinter.text(expr) + (isEquality ? " == 0" : " >= 0");
    }
  }

  public IntegerSet {
    constraints = List.copyOf(constraints);
  }

  public boolean contains(long[] dims, long[] symbols) {
    return constraints.stream().allMatch(c -> {
      long v = c.expr().evaluate(dims, symbols);
      return c.isEquality() ? v == 0 : v >= 0;
    });
  }

  @Override
  public String toString() {
    return AffinePrinter.signature(numDims, numSymbols) + " : "
        + constraints.stream().map(Constraint::toString).collect(java.util.stream.Collectors.joining(", ", "(", ")"));
  }
}

package zkopt.protocol.argument;

import zkopt.protocol.constraint.RowPolynomial;

/** The rows on which a constraint holds, and the polynomial that it is multiplied with so that it vanishes on the others. */
public enum Domain {
  /** All rows: the constraint brings its own selector. */
  ALL(null),
  USABLE(RowPolynomial.USABLE),
  FIRST(RowPolynomial.FIRST),
  END(RowPolynomial.END);

  private final RowPolynomial factor;

  Domain(RowPolynomial factor) {
    this.factor = factor;
  }

  /** The factor's polynomial; null for {@link #ALL}. */
  public RowPolynomial factor() {
    return factor;
  }

  /** What the factor adds to the degree. */
  public int degree() {
    return factor == null ? 0 : 1;
  }
}

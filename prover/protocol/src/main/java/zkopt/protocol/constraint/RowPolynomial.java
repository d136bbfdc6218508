package zkopt.protocol.constraint;

/** Polynomials of degree below n that both sides know: they say where a constraint holds. Rows {@code 0..u} are usable. */
public enum RowPolynomial {
  /** 1 on row 0, else 0. */
  FIRST,
  /** 1 on row u, the first that is not usable, else 0. */
  END,
  /** 1 on usable rows, else 0. */
  USABLE,
  /** The polynomial X: w^r on row r. */
  IDENTITY
}

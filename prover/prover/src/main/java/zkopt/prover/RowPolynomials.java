package zkopt.prover;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import zkopt.field.Goldilocks;
import zkopt.kernel.Kernels;
import zkopt.kernel.Ntt;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.RowPolynomial;

/** The values of the row polynomials. */
public final class RowPolynomials {
  private RowPolynomials() {}

  /** On the rows. */
  public static Map<RowPolynomial, long[]> onRows(int logRows, int usableRows) {
    int rows = 1 << logRows;
    Map<RowPolynomial, long[]> values = new EnumMap<>(RowPolynomial.class);
    for (RowPolynomial polynomial : RowPolynomial.values()) {
      values.put(polynomial, new long[rows]);
    }
    values.get(RowPolynomial.FIRST)[0] = 1;
    values.get(RowPolynomial.END)[usableRows] = 1;
    Arrays.fill(values.get(RowPolynomial.USABLE), 0, usableRows, 1);
    Kernels.best().powers(1, Goldilocks.rootOfUnity(logRows), values.get(RowPolynomial.IDENTITY), 0, rows);
    return values;
  }

  /** On the coset on which the quotient is evaluated. */
  static Map<RowPolynomial, long[]> onQuotientCoset(ProofShape shape, Map<RowPolynomial, long[]> onRows) {
    Map<RowPolynomial, long[]> values = new EnumMap<>(RowPolynomial.class);
    onRows.forEach((polynomial, column) ->
        values.put(polynomial, Ntt.extend(column, shape.logQuotientBlowup(), ProofShape.SHIFT)));
    return values;
  }
}

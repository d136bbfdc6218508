package zkopt.prover;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import zkopt.field.Goldilocks;
import zkopt.kernel.Kernels;
import zkopt.kernel.Ntt;
import zkopt.protocol.constraint.RowPolynomial;

/** The values of the row polynomials, on the rows and on cosets. */
public final class RowPolynomials {
  private final Map<RowPolynomial, long[]> onRows;
  private final Map<RowPolynomial, long[]> coefficients = new EnumMap<>(RowPolynomial.class);

  RowPolynomials(int logRows, int usableRows) {
    this.onRows = onRows(logRows, usableRows);
    onRows.forEach((polynomial, column) -> coefficients.put(polynomial, Ntt.coefficients(column)));
  }

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

  Map<RowPolynomial, long[]> onRows() {
    return onRows;
  }

  /** On {@code shift} times the rows' group. */
  Map<RowPolynomial, long[]> onCoset(long shift) {
    Map<RowPolynomial, long[]> values = new EnumMap<>(RowPolynomial.class);
    coefficients.forEach((polynomial, column) -> values.put(polynomial, Ntt.onCoset(column, shift)));
    return values;
  }
}

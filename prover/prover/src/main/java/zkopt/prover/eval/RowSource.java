package zkopt.prover.eval;

import java.util.Map;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.RowPolynomial;

/**
 * The columns on H or on a coset of it: one value for each row.
 *
 * @param size number of rows
 * @param columns of each oracle
 * @param rows the row polynomials
 */
public record RowSource(int size, Map<Oracle, long[][]> columns, Map<RowPolynomial, long[]> rows) {}

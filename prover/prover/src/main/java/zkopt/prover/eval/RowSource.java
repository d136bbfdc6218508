package zkopt.prover.eval;

import java.util.Map;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.RowPolynomial;

/**
 * The columns on a domain: the rows, or a coset.
 *
 * @param size points of the domain
 * @param step points from one row to the next: what a rotation by one moves
 * @param stride every how many elements of a column a point of the domain stands
 * @param columns of each oracle, {@code size * stride} values each
 * @param rows the row polynomials, {@code size} values each
 */
public record RowSource(int size, int step, int stride, Map<Oracle, long[][]> columns, Map<RowPolynomial, long[]> rows) {}

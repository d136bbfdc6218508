package zkopt.protocol.argument;

import java.util.ArrayList;
import java.util.List;
import zkopt.circuit.Column;
import zkopt.field.Goldilocks;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.RowPolynomial;

/**
 * Copy constraints as a grand product [GWC19, section 5; with partial products as in Plonky2]. Cell (c, r) of the wired columns
 * has the label {@code k^c w^r}, k a generator of the whole group, so that labels are distinct; sigma columns hold the label of
 * the next cell of its cycle. With challenges b and g,
 *
 * <pre>product over usable cells of (b value + g + label) / (b value + g + sigma) = 1</pre>
 *
 * so that numerator and denominator share the product with b. The columns are taken in chunks as large as the degree allows. The
 * product before row r is Z(r), the product up to chunk j of row r is P_j(r), one extension column each:
 *
 * <pre>Z(0) = 1,  P_1 = Z f_1,  P_j = P_(j-1) f_j,  Z(next row) = P_(m-1) f_m,  Z(u) = 1</pre>
 */
public final class PermutationArgument implements Argument {
  private final List<Fraction> chunks = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private final List<Identity> identities = new ArrayList<>();

  PermutationArgument(Scope scope) {
    List<Column> wired = scope.system().wired();
    int beta = scope.newChallenge();
    int gamma = scope.newChallenge();
    if (wired.isEmpty()) return;
    if (wired.stream().anyMatch(c -> c.kind() == Column.Kind.ACCUMULATOR)) {
      throw new UnsupportedCircuitException("an accumulator cannot be wired");
    }
    Graph g = scope.graph();
    int size = Math.max(1, scope.argumentDegree() - 2);
    for (int from = 0; from < wired.size(); from += size) {
      Fraction chunk = new Fraction(g.constant(1), g.constant(1));
      for (int c = from; c < Math.min(from + size, wired.size()); c++) {
        chunk = chunk.times(factor(scope, wired.get(c), c, beta, gamma), g);
      }
      chunks.add(chunk);
      columns.add(scope.newExtensionColumn());
    }
    constrain(g);
  }

  private static Fraction factor(Scope scope, Column column, int c, int beta, int gamma) {
    Graph g = scope.graph();
    int label = g.mul(g.constant(label(c)), g.row(RowPolynomial.IDENTITY));
    int sigma = g.cell(Oracle.FIXED, scope.system().fixedColumns() + c, 0);
    int value = g.add(g.mul(g.challenge(beta, 1), scope.cell(column, 0)), g.challenge(gamma, 1));
    return new Fraction(g.add(value, label), g.add(value, sigma));
  }

  private void constrain(Graph g) {
    int one = g.constant(1);
    int product = g.extensionCell(Oracle.PHASE2, columns.getFirst(), 0);
    int last = chunks.size() - 1;
    identities.add(new Identity("permutation.start", Domain.FIRST, g.sub(product, one)));
    identities.add(new Identity("permutation.end", Domain.END, g.sub(product, one)));
    int before = product;
    for (int j = 0; j <= last; j++) {
      int after = j == last
          ? g.extensionCell(Oracle.PHASE2, columns.getFirst(), 1)
          : g.extensionCell(Oracle.PHASE2, columns.get(j + 1), 0);
      Fraction f = chunks.get(j);
      int difference = g.sub(g.mul(after, f.denominator()), g.mul(before, f.numerator()));
      identities.add(new Identity("permutation.chunk" + j, Domain.USABLE, difference));
      before = after;
    }
  }

  /** The factor that tells the labels of wired column c from those of the others: {@code GENERATOR^c}. */
  public static long label(int c) {
    return Goldilocks.pow(Goldilocks.GENERATOR, c);
  }

  @Override
  public String name() {
    return "permutation";
  }

  @Override
  public List<Identity> identities() {
    return identities;
  }

  /** The factors f_1, f_2, ... of a row. */
  public List<Fraction> chunks() {
    return chunks;
  }

  /** The phase-2 columns of Z, P_1, P_2, ...; as many as there are chunks. */
  public List<Integer> columns() {
    return columns;
  }
}

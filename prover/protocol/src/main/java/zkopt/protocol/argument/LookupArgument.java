package zkopt.protocol.argument;

import java.util.ArrayList;
import java.util.List;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.Lookup;
import zkopt.circuit.Table;
import zkopt.field.Ext3;
import zkopt.protocol.UnsupportedCircuitException;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Oracle;

/**
 * Lookups by logarithmic derivatives [Haboeck, ePrint 2022/1530]. A tuple (t_0, t_1, ...), t_0 the table's tag, is compressed to
 * {@code t_1 + b t_0 + b^2 t_2 + ...}: what is looked up in most cases, one value, is not multiplied. Then, over all usable rows,
 *
 * <pre>sum over lookups of 1/(a - input) = sum over tables of multiplicity/(a - tuple)</pre>
 *
 * The fractions are added in batches as large as the degree allows, one helper column h_j each, and the helpers are summed over
 * the rows by a column S that starts with zero and comes back to zero on row u:
 *
 * <pre>h_j D_j = N_j,  S(0) = 0,  S(next row) = S + h_1 + h_2 + ...,  S(u) = 0</pre>
 */
public final class LookupArgument implements Argument {
  private final List<Fraction> batches = new ArrayList<>();
  private final List<Integer> helpers = new ArrayList<>();
  private final List<Identity> identities = new ArrayList<>();
  private final List<List<Integer>> inputs;
  private final List<List<Integer>> tables;
  private final int alpha;
  private final int beta;
  private final int sum;

  LookupArgument(Scope scope) {
    ConstraintSystem system = scope.system();
    alpha = scope.newChallenge();
    beta = scope.newChallenge();
    inputs = system.lookups().stream().map(Lookup::inputs).map(scope::lower).toList();
    tables = system.tables().stream().map(Table::values).map(scope::lower).toList();
    sum = inputs.isEmpty() ? -1 : batch(scope);
  }

  private int batch(Scope scope) {
    Graph g = scope.graph();
    for (List<Integer> tuple : inputs) {
      place(scope, new Fraction(g.constant(1), denominator(g, tuple)));
    }
    for (int t = 0; t < tables.size(); t++) {
      int multiplicity = g.cell(Oracle.WITNESS, scope.system().witnessColumns() + t, 0);
      place(scope, new Fraction(g.sub(g.constant(0), multiplicity), denominator(g, tables.get(t))));
    }
    int total = g.constant(0);
    for (int j = 0; j < batches.size(); j++) {
      int column = scope.newExtensionColumn();
      helpers.add(column);
      Identity helper = new Identity("lookup.helper" + j, Domain.USABLE, defect(g, batches.get(j), column));
      identities.add(helper);
      total = g.add(total, g.extensionCell(Oracle.PHASE2, column, 0));
    }
    int column = scope.newExtensionColumn();
    int here = g.extensionCell(Oracle.PHASE2, column, 0);
    int step = g.sub(g.sub(g.extensionCell(Oracle.PHASE2, column, 1), here), total);
    identities.add(new Identity("lookup.sum", Domain.USABLE, step));
    identities.add(new Identity("lookup.start", Domain.FIRST, here));
    identities.add(new Identity("lookup.end", Domain.END, here));
    return column;
  }

  /** Adds the fraction to the first batch that stays within the arguments' degree, else to a new one. */
  private void place(Scope scope, Fraction fraction) {
    Graph g = scope.graph();
    int n = g.degree(fraction.numerator());
    int d = g.degree(fraction.denominator());
    for (int j = 0; j < batches.size(); j++) {
      Fraction batch = batches.get(j);
      int batchN = g.degree(batch.numerator());
      int batchD = g.degree(batch.denominator());
      if (helperDegree(Math.max(n + batchD, batchN + d), d + batchD) <= scope.argumentDegree()) {
        batches.set(j, batch.plus(fraction, g));
        return;
      }
    }
    if (helperDegree(n, d) > scope.degreeBound()) {
      throw new UnsupportedCircuitException("a lookup needs constraint degree %d, and the bound is %d"
          .formatted(helperDegree(n, d), scope.degreeBound()));
    }
    batches.add(fraction);
  }

  /** The degree of a helper's identity, factor included. */
  private static int helperDegree(int numerator, int denominator) {
    return 1 + Math.max(1 + denominator, numerator);
  }

  private static int defect(Graph g, Fraction f, int column) {
    return g.sub(g.mul(g.extensionCell(Oracle.PHASE2, column, 0), f.denominator()), f.numerator());
  }

  private int denominator(Graph g, List<Integer> tuple) {
    int difference = g.challenge(alpha, 1);
    for (int i = 0; i < tuple.size(); i++) {
      difference = g.sub(difference, g.mul(g.challenge(beta, power(i)), tuple.get(i)));
    }
    return difference;
  }

  /** Of the challenge that the i-th element of a tuple is multiplied with: the first two change places. */
  private static int power(int i) {
    return i < 2 ? 1 - i : i;
  }

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public List<Identity> identities() {
    return identities;
  }

  /** What a tuple's fraction has below: the challenge a minus the compressed tuple. */
  public Ext3 difference(long[] tuple, Ext3[] challenges) {
    Ext3 difference = challenges[alpha];
    for (int i = 0; i < tuple.length; i++) {
      difference = difference.sub(challenges[beta].pow(power(i)).mulBase(tuple[i]));
    }
    return difference;
  }

  /** The input tuple of each lookup. */
  public List<List<Integer>> inputs() {
    return inputs;
  }

  /** The tuple of each table. */
  public List<List<Integer>> tables() {
    return tables;
  }

  /** N_j / D_j. */
  public List<Fraction> batches() {
    return batches;
  }

  /** The phase-2 columns h_j. */
  public List<Integer> helpers() {
    return helpers;
  }

  /** The phase-2 column S; -1 where there are no lookups. */
  public int sum() {
    return sum;
  }
}

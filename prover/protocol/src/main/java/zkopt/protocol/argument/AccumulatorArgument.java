package zkopt.protocol.argument;

import java.util.ArrayList;
import java.util.List;
import zkopt.circuit.Accumulator;
import zkopt.circuit.Column;
import zkopt.protocol.constraint.Graph;

/** Running values of contractions: {@code S = multiplier * S(previous row) + addend} on usable rows. */
public final class AccumulatorArgument implements Argument {
  private final List<Rule> rules = new ArrayList<>();
  private final List<Identity> identities = new ArrayList<>();

  /**
   * How the prover fills a column.
   *
   * @param column the first of its three base columns in phase 2
   */
  public record Rule(int column, int multiplier, int addend) {}

  AccumulatorArgument(Scope scope) {
    Graph g = scope.graph();
    for (Accumulator a : scope.system().accumulators()) {
      Column self = Column.accumulator(rules.size());
      Rule rule = new Rule(scope.newExtensionColumn(), scope.lower(a.multiplier()), scope.lower(a.addend()));
      int next = g.add(g.mul(rule.multiplier, scope.cell(self, -1)), rule.addend);
      identities.add(new Identity("contract." + a.name(), Domain.USABLE, g.sub(scope.cell(self, 0), next)));
      rules.add(rule);
    }
  }

  @Override
  public String name() {
    return "contract";
  }

  @Override
  public List<Identity> identities() {
    return identities;
  }

  /** One for each accumulator, in order. */
  public List<Rule> rules() {
    return rules;
  }
}

package zkopt.protocol.argument;

import java.util.List;
import zkopt.field.Ext3;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Node;

/**
 * The degree of gate constraints as polynomials in the contract challenges, the columns of phase 1 taken as given: by
 * Schwartz-Zippel, a false statement passes with probability at most degree / field size. An accumulator over n rows has degree
 * n times that of its multiplier, plus that of its addend.
 */
final class ChallengeDegree {
  private ChallengeDegree() {}

  /** The sum over all gate constraints. The nodes of an accumulator's rule stand before those that read it. */
  static double total(Relation relation, int rows) {
    Graph graph = relation.graph();
    List<AccumulatorArgument.Rule> rules = relation.accumulators().rules();
    int contractChallenges = relation.system().challenges();
    double[] degrees = new double[graph.size()];
    for (int i = 0; i < degrees.length; i++) {
      degrees[i] = switch (graph.node(i)) {
        case Node.Challenge(int slot, int power) -> slot < contractChallenges ? power : 0;
        case Node.ExtensionCell(_, int column, _) when column / Ext3.DEGREE < rules.size() -> {
          AccumulatorArgument.Rule rule = rules.get(column / Ext3.DEGREE);
          yield rows * degrees[rule.multiplier()] + degrees[rule.addend()];
        }
        case Node.Add(int a, int b) -> Math.max(degrees[a], degrees[b]);
        case Node.Sub(int a, int b) -> Math.max(degrees[a], degrees[b]);
        case Node.Mul(int a, int b) -> degrees[a] + degrees[b];
        case Node.Constant _, Node.Cell _, Node.ExtensionCell _, Node.Row _ -> 0;
      };
    }
    return relation.gates().identities().stream().mapToDouble(identity -> degrees[identity.node()]).sum();
  }
}

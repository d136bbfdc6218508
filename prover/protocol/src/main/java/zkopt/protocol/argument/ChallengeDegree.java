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
    private final Graph graph;
    private final int contractChallenges;
    private final double[] accumulators;

    ChallengeDegree(Graph graph, int contractChallenges, int accumulators) {
        this.graph = graph;
        this.contractChallenges = contractChallenges;
        this.accumulators = new double[accumulators];
    }

    /** The sum over all gate constraints. */
    static double total(Relation relation, int rows) {
        List<AccumulatorArgument.Rule> rules = relation.accumulators().rules();
        ChallengeDegree degree = new ChallengeDegree(relation.graph(), relation.system().challenges(), rules.size());
        for (int i = 0; i < rules.size(); i++) {
            degree.accumulators[i] = rows * degree.of(rules.get(i).multiplier()) + degree.of(rules.get(i).addend());
        }
        return relation.gates().identities().stream().mapToDouble(identity -> degree.of(identity.node())).sum();
    }

    private double of(int root) {
        double[] degrees = new double[root + 1];
        for (int i : graph.schedule(root)) {
            degrees[i] = switch (graph.node(i)) {
                case Node.Challenge(int slot, int power) -> slot < contractChallenges ? power : 0;
                case Node.ExtensionCell(_, int column, _) -> accumulators[column / Ext3.DEGREE];
                case Node.Add(int a, int b) -> Math.max(degrees[a], degrees[b]);
                case Node.Sub(int a, int b) -> Math.max(degrees[a], degrees[b]);
                case Node.Mul(int a, int b) -> degrees[a] + degrees[b];
                case Node.Constant _, Node.Cell _, Node.Row _ -> 0;
            };
        }
        return degrees[root];
    }
}

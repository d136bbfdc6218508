package zkopt.prover.eval;

import zkopt.field.Ext3;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Node;

/** The nodes that have the same value on all rows. */
final class Uniforms {
  private Uniforms() {}

  /** The values of the uniform nodes that {@code roots} depend on, by node; null for the others. */
  static Ext3[] evaluate(Graph graph, int[] roots, Ext3[] challenges) {
    Ext3[] values = new Ext3[graph.size()];
    for (int i : graph.schedule(roots)) {
      if (graph.isUniform(i)) {
        values[i] = switch (graph.node(i)) {
          case Node.Constant(long value) -> Ext3.of(value);
          case Node.Challenge(int slot, int power) -> challenges[slot].pow(power);
          case Node.Add(int a, int b) -> values[a].add(values[b]);
          case Node.Sub(int a, int b) -> values[a].sub(values[b]);
          case Node.Mul(int a, int b) -> values[a].mul(values[b]);
          case Node.Cell _, Node.ExtensionCell _, Node.Row _ -> throw new AssertionError("a column is not uniform");
        };
      }
    }
    return values;
  }
}

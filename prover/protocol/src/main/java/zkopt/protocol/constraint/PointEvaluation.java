package zkopt.protocol.constraint;

import zkopt.field.Ext3;

/** Evaluates a graph at one point. */
public final class PointEvaluation {
  private static final Ext3 X = new Ext3(0, 1, 0);
  private static final Ext3 X_SQUARED = new Ext3(0, 0, 1);

  private PointEvaluation() {}

  /** The value of node {@code root}. */
  public static Ext3 evaluate(Graph graph, int root, PointValues at) {
    return evaluate(graph, graph.schedule(root), at);
  }

  /**
   * The value of the last node of {@code schedule}.
   *
   * @param schedule from {@link Graph#schedule}: what it does not list is not looked at
   */
  public static Ext3 evaluate(Graph graph, int[] schedule, PointValues at) {
    Ext3[] values = new Ext3[graph.size()];
    for (int i : schedule) {
      values[i] = switch (graph.node(i)) {
        case Node.Constant(long value) -> Ext3.of(value);
        case Node.Challenge(int slot, int power) -> at.challenge(slot).pow(power);
        case Node.Cell(var oracle, int column, int rotation) -> at.cell(oracle, column, rotation);
        case Node.ExtensionCell(var oracle, int column, int rotation) -> join(
            at.cell(oracle, column, rotation),
            at.cell(oracle, column + 1, rotation),
            at.cell(oracle, column + 2, rotation));
        case Node.Row(var polynomial) -> at.row(polynomial);
        case Node.Add(int a, int b) -> values[a].add(values[b]);
        case Node.Sub(int a, int b) -> values[a].sub(values[b]);
        case Node.Mul(int a, int b) -> values[a].mul(values[b]);
      };
    }
    return values[schedule[schedule.length - 1]];
  }

  /** The value of the extension column whose coefficient columns have these values: {@code c0 + c1 X + c2 X^2}. */
  public static Ext3 join(Ext3 c0, Ext3 c1, Ext3 c2) {
    return c0.add(c1.mul(X)).add(c2.mul(X_SQUARED));
  }
}

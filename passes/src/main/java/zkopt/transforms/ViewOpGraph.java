package zkopt.transforms;

import zkopt.ir.Operation;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Prints the operation as a graph in Graphviz's DOT language: a cluster for each region's block, an edge for each use of a value. */
@Pass.Named(value = "view-op-graph", summary = "Print Graphviz visualization of an operation")
public record ViewOpGraph(
    @Option(value = "Limit attribute/type length to number of chars", defaultValue = "20") int maxLabelLen,
    @Option(value = "Print attributes of operations", defaultValue = "true") boolean printAttrs,
    @Option("Print control flow edges") boolean printControlFlowEdges,
    @Option(value = "Print data flow edges", defaultValue = "true") boolean printDataFlowEdges,
    @Option(value = "Print result types of operations", defaultValue = "true") boolean printResultTypes)
    implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    context.out().print(OpGraph.of(op, this));
  }
}

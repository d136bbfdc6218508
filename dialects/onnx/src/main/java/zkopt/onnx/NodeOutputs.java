package zkopt.onnx;

import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.Location;
import zkopt.ir.NoneType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec.Arity;
import zkopt.ir.OperationState;
import zkopt.ir.UnrankedTensorType;
import zkopt.ir.Value;
import zkopt.onnx.proto.NodeProto;

/** Gives the outputs of a node to results of its operation, those that it has no result for to operations of their own. */
record NodeOutputs(GraphImporter graph, NodeProto node, Location location) {
  /** Declares the results: as many as there are outputs where any number is allowed, {@code none} for optional ones that are left out. */
  void declare(Operator operator, OperationState state) {
    var defs = operator.spec().results();
    boolean anyNumber = defs.getFirst().arity() == Arity.VARIADIC;
    int count = anyNumber ? node.getOutputCount() : defs.size();
    for (int i = 0; i < count; i++) {
      boolean optional = !anyNumber && defs.get(i).type().test().test(NoneType.NONE);
      state.results(optional && !isAsked(i) ? NoneType.NONE : new UnrankedTensorType(FloatType.F32));
    }
  }

  private boolean isAsked(int i) {
    return i < node.getOutputCount() && !node.getOutput(i).isEmpty();
  }

  void define(OnnxOp op, OpBuilder builder) {
    for (int i = 0; i < node.getOutputCount(); i++) {
      if (!isAsked(i)) continue;
      Value value = i < op.numResults() ? op.result(i) : new FurtherOutputs(builder, op).output(i);
      if (value == null) {
        throw new ImportFailure(location, NodeImporter.describe(node) + " has the output '" + node.getOutput(i) + "', which is not supported");
      }
      graph.define(node.getOutput(i), value, location);
    }
  }
}

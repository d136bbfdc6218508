package zkopt.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.NoValueOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.NodeProto;

/**
 * Imports a FlexAttention as what it is made of: scaled products of queries and keys, the graph that changes these scores, a softmax, the
 * graph that changes these probabilities, and their products with the values.
 */
record FlexAttentionImporter(NodeImporter nodes, NodeProto node, Location location) {
  private static final int SCORES = 3;

  static boolean handles(NodeProto node) {
    return node.getDomain().equals("ai.onnx.preview") && node.getOpType().equals("FlexAttention");
  }

  void run() {
    if (node.getInputCount() != 3) throw new ImportFailure(location, NodeImporter.describe(node) + " needs queries, keys and values");
    List<Value> operands = node.getInputList().stream().map(name -> nodes.graph().use(name, location)).toList();
    try {
      Value scores = scores(operands);
      Value softmax = OnnxOp.create(nodes.builder(), location, Operator.SOFTMAX, changed("score_mod", scores)).result();
      nodes.graph().define(node.getOutput(0), sums(changed("prob_mod", softmax), tensor(scores), operands.get(2)), location);
    } catch (InvalidOnnxOp e) {
      throw new ImportFailure(location, NodeImporter.describe(node) + " " + e.getMessage());
    }
  }

  private Value scores(List<Value> operands) {
    var state = new OperationState(Operator.ATTENTION.spec(), location).operands(operands)
        .attribute("result", IntegerAttr.of(SCORES, IntegerType.SI64));
    for (int i = operands.size(); i < Operator.ATTENTION.spec().operands().size(); i++) state.operands(NoValueOp.create(nodes.builder(), location).result());
    attribute("scale").ifPresent(scale -> state.attribute("scale", FloatAttr.f32(scale.getF())));
    return OnnxOp.create(nodes.builder(), state).result();
  }

  private Value changed(String graph, Value value) {
    return attribute(graph).map(a -> nodes.graph().inline(a.getG(), nodes.opset(), location, List.of(value)).getFirst()).orElse(value);
  }

  /** Query heads that share a head of values are one matrix with it. @param p the type of scores, of which a graph changes no size */
  private Value sums(Value probabilities, TensorType p, Value values) {
    TensorType v = tensor(values);
    Value shared = reshaped(probabilities, p.dim(0), v.dim(1), p.dim(1) / v.dim(1) * p.dim(2), p.dim(3));
    Value product = OnnxOp.create(nodes.builder(), location, Operator.MATMUL, shared, values).result();
    return reshaped(product, p.dim(0), p.dim(1), p.dim(2), v.dim(3));
  }

  private static TensorType tensor(Value value) {
    if (value.type() instanceof TensorType t && t.hasStaticShape() && t.rank() == 4) return t;
    throw new InvalidOnnxOp("needs operands of rank 4 and static shape, but has '" + value.type() + "'");
  }

  private Value reshaped(Value value, long... shape) {
    if (value.type() instanceof TensorType t && t.shape().equals(Arrays.stream(shape).boxed().toList())) return value;
    var data = NodeImporter.integers(TensorType.of(List.of((long) shape.length), IntegerType.I64), shape);
    return OnnxOp.create(nodes.builder(), location, Operator.RESHAPE, value, ConstantOp.create(nodes.builder(), location, data).result()).result();
  }

  private Optional<AttributeProto> attribute(String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }
}

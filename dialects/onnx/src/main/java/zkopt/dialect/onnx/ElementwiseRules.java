package zkopt.dialect.onnx;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;

/** Types of operators that compute each element of the result by itself. */
final class ElementwiseRules {
  private ElementwiseRules() {}

  private static TensorType broadcast(OnnxOp op, Type elementType) {
    List<Long> shape = IntStream.range(0, op.numOperands()).filter(op::hasInput).mapToObj(i -> op.inputType(i).shape())
        .reduce(ShapeRules::broadcast).orElseThrow(() -> new InvalidOnnxOp("has no operand"));
    return TensorType.of(shape, elementType);
  }

  /** Of the first operand's element type. */
  static TensorType first(OnnxOp op) {
    return broadcast(op, op.inputType(0).elementType());
  }

  static TensorType predicate(OnnxOp op) {
    return broadcast(op, IntegerType.I1);
  }

  static TensorType where(OnnxOp op) {
    return broadcast(op, op.inputType(1).elementType());
  }

  static TensorType cast(OnnxOp op) {
    return TensorType.of(op.inputType(0).shape(), op.type("to", null));
  }

  static TensorType castLike(OnnxOp op) {
    return TensorType.of(op.inputType(0).shape(), op.inputType(1).elementType());
  }
}

package zkopt.dialect.onnx;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.FloatType;
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

  static TensorType bitCast(OnnxOp op) {
    Type from = op.inputType(0).elementType();
    Type to = op.type("to", null);
    if (bits(from) != bits(to)) throw new InvalidOnnxOp("cannot read '" + from + "' as '" + to + "', which is of another width");
    boolean integers = from instanceof IntegerType && to instanceof IntegerType;
    if (!integers && !from.equals(to)) throw new InvalidOnnxOp("reads the bits of floats, which fixed point does not have");
    return TensorType.of(op.inputType(0).shape(), to);
  }

  /** The width of an element as ONNX stores it. */
  private static int bits(Type type) {
    return type.equals(IntegerType.I1) ? Byte.SIZE : type instanceof IntegerType i ? i.width() : ((FloatType) type).width();
  }

  static TensorType castLike(OnnxOp op) {
    return TensorType.of(op.inputType(0).shape(), op.inputType(1).elementType());
  }
}

package zkopt.lowering.onnx;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.OpBuilder;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * {@code SoftmaxV11(x) {axis} -> Softmax(x) {axis}} where the dimensions behind the axis have size 1, else the same on a matrix whose rows
 * are the dimensions from the axis on; so LogSoftmax and Hardmax.
 */
record SoftmaxOfOldSets() implements OnnxRewrite {
  @Override
  public Tensor replacement(OnnxOp op, OpBuilder builder) {
    Operator operator = switch (op.operator()) {
      case SOFTMAX_V11 -> Operator.SOFTMAX;
      case LOG_SOFTMAX_V11 -> Operator.LOG_SOFTMAX;
      case HARDMAX_V11 -> Operator.HARDMAX;
      default -> null;
    };
    if (operator == null) return null;
    var x = new Tensor(builder, op.location(), op.operand(0));
    int axis = op.axis(x.rank(), false);
    if (IntStream.range(axis + 1, x.rank()).allMatch(i -> x.type().dim(i) == 1)) return x.apply(operator, Setting.of("axis", (long) axis));
    long rows = x.shape().subList(0, axis).stream().reduce(1L, (a, b) -> a * b);
    return x.reshaped(List.of(rows, x.type().numElements() / Math.max(1, rows))).apply(operator, Setting.of("axis", 1L)).reshaped(x.shape());
  }
}

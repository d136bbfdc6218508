package zkopt.lowering.onnx;

import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ElementsAttr;
import zkopt.ir.OpBuilder;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** A rule that replaces an operation with one result, whose shape is known, by another tensor of its type. */
interface OnnxRewrite extends Rewrite<OnnxOp> {
  /** What stands in the place of {@code op}, or null, and nothing is made, when the rule does not apply. */
  Tensor replacement(OnnxOp op, OpBuilder builder);

  @Override
  default Class<OnnxOp> root() {
    return OnnxOp.class;
  }

  @Override
  default boolean matchAndRewrite(OnnxOp op, Rewriter rewriter) {
    if (op.numResults() != 1 || !(op.result().type() instanceof TensorType type) || !type.hasStaticShape()) return false;
    Tensor replacement = replacement(op, rewriter);
    if (replacement == null || !replacement.type().equals(type)) return false;
    rewriter.replaceOp(op, replacement.value());
    return true;
  }

  /** The operation that makes {@code value} if it applies {@code operator}, else null. */
  static OnnxOp producer(Value value, Operator operator) {
    return value.definingOp() instanceof OnnxOp op && op.operator() == operator ? op : null;
  }

  /** Constant data behind {@code value}, or null. */
  static ElementsAttr data(Value value) {
    return value.definingOp() instanceof ConstantOp c && ConstantOp.isPresent(c.value()) ? c.value() : null;
  }

  /** The number that {@code value} is throughout, NaN when it is no such constant. */
  static double number(Value value) {
    ElementsAttr data = data(value);
    return data != null && data.isSplat() ? data.doubleAt(0) : Double.NaN;
  }

  /** Whether two numbers are the same but for rounding to float32. */
  static boolean isAbout(double actual, double expected) {
    return Math.abs(actual - expected) <= 1e-6 * Math.abs(expected);
  }
}

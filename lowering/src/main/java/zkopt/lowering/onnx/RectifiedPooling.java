package zkopt.lowering.onnx;

import java.util.Set;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.IRMapping;
import zkopt.ir.OpBuilder;
import zkopt.ir.Value;

/** {@code Relu(MaxPool(x)) = MaxPool(Relu(x))}: which of them takes fewer cells. */
final class RectifiedPooling {
  /** They round sums, and the gate that rounds can rectify at no cost. */
  private static final Set<Operator> ROUNDED = Set.of(Operator.CONV, Operator.CONV_TRANSPOSE);
  /** What these make was rounded before. */
  private static final Set<Operator> MOVED =
      Set.of(Operator.MAX_POOL, Operator.CONCAT, Operator.SLICE, Operator.TRANSPOSE, Operator.RESHAPE, Operator.IDENTITY);

  private RectifiedPooling() {}

  /** {@code Relu(MaxPool(x)) -> MaxPool(Relu(x))} where x is a convolution. */
  record ReluBeforeMaxPool() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      OnnxOp pool = op.operator() == Operator.RELU ? OnnxRewrite.producer(op.operand(0), Operator.MAX_POOL) : null;
      if (pool == null || !pool.result().hasOneUse() || !pool.operand(0).hasOneUse()) return null;
      if (!(pool.operand(0).definingOp() instanceof OnnxOp x) || !ROUNDED.contains(x.operator())) return null;
      return like(pool, new Tensor(builder, op.location(), pool.operand(0)).apply(Operator.RELU));
    }
  }

  /** {@code MaxPool(Relu(x)) -> Relu(MaxPool(x))} where nothing is rounded in x, and fewer elements leave the pool than enter it. */
  record ReluAfterMaxPool() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      OnnxOp relu = op.operator() == Operator.MAX_POOL ? OnnxRewrite.producer(op.operand(0), Operator.RELU) : null;
      if (relu == null || !relu.result().hasOneUse() || !isMoved(relu.operand(0))) return null;
      if (op.outputType().numElements() >= relu.outputType().numElements()) return null;
      return new Tensor(builder, relu.location(), like(op, new Tensor(builder, op.location(), relu.operand(0))).value()).apply(Operator.RELU);
    }

    private static boolean isMoved(Value x) {
      return x.definingOp() == null || x.definingOp() instanceof OnnxOp op && MOVED.contains(op.operator());
    }
  }

  private static Tensor like(OnnxOp pool, Tensor x) {
    var clone = (OnnxOp) x.builder().insert(pool.clone(new IRMapping().map(pool.operand(0), x.value())));
    return new Tensor(x.builder(), pool.location(), clone.result());
  }
}

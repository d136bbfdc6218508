package zkopt.lowering.onnx;

import java.util.stream.IntStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.OpBuilder;

/**
 * {@code MatMul(Softmax(x), v) -> MatMul(e, v) / sum(e)} with {@code e = exp(x - max(x))}, over the last dimension, where the product has fewer
 * elements than x: one quotient for each of its elements in place of one for each exponential, and exact sums until then.
 */
record SoftmaxIntoMatMul() implements OnnxRewrite {
  @Override
  public Tensor replacement(OnnxOp op, OpBuilder builder) {
    OnnxOp softmax = op.operator() != Operator.MATMUL ? null : OnnxRewrite.producer(op.operand(0), Operator.SOFTMAX);
    if (softmax == null || !softmax.result().hasOneUse() || !op.outputType().elementType().equals(FloatType.F32)) return null;
    int rank = softmax.outputType().rank();
    boolean fits = rank >= 2 && op.outputType().rank() == rank && softmax.axis(rank, false) == rank - 1 && elements(op) < elements(softmax);
    if (!fits) return null;
    var x = new Tensor(builder, softmax.location(), softmax.operand(0));
    Tensor exponentials = x.minus(x.reduced(Operator.REDUCE_MAX, true, rank - 1)).apply(Operator.EXP);
    Tensor sums = exponentials.reduced(Operator.REDUCE_SUM, true, rank - 1);
    return exponentials.matMul(new Tensor(builder, op.location(), op.operand(1))).over(sums);
  }

  private static long elements(OnnxOp op) {
    return IntStream.range(0, op.outputType().rank()).mapToLong(op.outputType()::dim).reduce(1, (a, b) -> a * b);
  }
}

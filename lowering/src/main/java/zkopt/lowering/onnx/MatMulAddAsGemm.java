package zkopt.lowering.onnx;

import java.util.List;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.ir.FloatType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Value;

/** {@code MatMul(a, b) + c -> Gemm(a, b, c)} for matrices of floats, c of a shape that broadcasts to that of the product. */
record MatMulAddAsGemm() implements OnnxRewrite {
  @Override
  public Tensor replacement(OnnxOp op, OpBuilder builder) {
    if (op.operator() != Operator.ADD || !op.outputType().elementType().equals(FloatType.F32)) return null;
    for (int i = 0; i < 2; i++) {
      OnnxOp product = OnnxRewrite.producer(op.operand(i), Operator.MATMUL);
      Value addend = op.operand(1 - i);
      boolean fits = product != null && product.result().hasOneUse() && product.inputType(0).rank() == 2 && product.inputType(1).rank() == 2
          && op.inputType(1 - i).rank() <= 2
          && ShapeRules.broadcast(product.outputType().shape(), op.inputType(1 - i).shape()).equals(product.outputType().shape());
      if (!fits) continue;
      return new Tensor(builder, product.location(), product.operand(0))
          .apply(Operator.GEMM, List.of(new Tensor(builder, product.location(), product.operand(1)), new Tensor(builder, product.location(), addend)));
    }
    return null;
  }
}

package zkopt.lowering.onnx;

import java.util.List;
import zkopt.ir.Operation;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;

/**
 * {@code QuantizeLinear(op(DequantizeLinear(..), ..))} becomes the operator on integers that it stands for: QLinearConv, QLinearMatMul, QGemm,
 * QLinearAdd or QLinearMul. To run before constants are folded, which makes floats of weights.
 */
@Pass.Named(value = "fuse-qdq", summary = "operators between DequantizeLinear and QuantizeLinear become operators on integers")
public record FuseQdq() implements Pass {
  @Override
  public void run(Operation module, PassContext context) {
    GreedyRewriteDriver.apply(module, List.of(new QdqFusion()), context.ir());
  }
}

package zkopt.lowering.onnx;

import zkopt.ir.Operation;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Gives the results of every ONNX operation the static types that follow from its operands; a different static type is an error. On
 * the way, operations on constants become constants, since shapes may depend on them; so branches and loops are resolved, see {@link Inference}.
 */
@Pass.Named(value = "shape-inference-onnx", summary = "infer the shapes of the results of onnx operations")
public record ShapeInferenceOnnx() implements Pass {
  @Override
  public void run(Operation module, PassContext context) {
    try {
      var inference = new Inference(context);
      module.regions().forEach(r -> r.blocks().forEach(inference::block));
    } catch (Inference.Failure e) {
      throw context.failure(e.op(), e.getMessage());
    }
  }
}

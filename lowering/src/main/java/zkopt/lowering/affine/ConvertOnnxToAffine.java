package zkopt.lowering.affine;

import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Lowers functions on tensors to functions on memrefs: arguments and results become memrefs, constants become {@code memref.global},
 * operators become loop nests. Needs static shapes (run {@code shape-inference-onnx} first).
 */
@Pass.Named(value = "convert-onnx-to-affine", summary = "lower onnx operations to affine loop nests")
public record ConvertOnnxToAffine(
    @Option(value = "whether constant truth values, such as a causal mask, are public structure and no weights", defaultValue = "true") boolean publicMasks)
    implements Pass {
  @Override
  public void run(Operation op, PassContext context) {
    var module = (ModuleOp) op;
    var globals = new Globals(module, publicMasks);
    for (FuncOp function : functions(module)) {
      if (!function.isDeclaration()) new FunctionLowering(function, globals, context).run();
    }
  }

  private static List<FuncOp> functions(ModuleOp module) {
    return module.body().operations().stream().filter(FuncOp.class::isInstance).map(FuncOp.class::cast).toList();
  }
}

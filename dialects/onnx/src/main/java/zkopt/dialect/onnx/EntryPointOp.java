package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.AttrDef.attr;

import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.SymbolRefAttr;

/** {@code "onnx.EntryPoint"() <{func = @main_graph}> : () -> ()}: which function is the model, in what onnx-mlir prints. */
public final class EntryPointOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("onnx.EntryPoint", EntryPointOp::new)
      .summary("indicate ONNX entry point")
      .attributes(attr("func", "symbol reference attribute", SymbolRefAttr.class));

  EntryPointOp(OperationState state) {
    super(state);
  }
}

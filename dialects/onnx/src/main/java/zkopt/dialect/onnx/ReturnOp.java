package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/**
 * {@code onnx.Return %y : tensor<2xf32>}: ends a function of a model as onnx-mlir imports it, where types may be more precise than the
 * function's. Importing here makes {@code func.return}.
 */
public final class ReturnOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("onnx.Return", ReturnOp::new)
      .summary("ONNX return operation")
      .operands(variadicOperand("operands", TypeConstraint.ANY))
      .assembly("attr-dict ($operands^ `:` type($operands))?");

  ReturnOp(OperationState state) {
    super(state);
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(FuncOp.SPEC);
  }
}

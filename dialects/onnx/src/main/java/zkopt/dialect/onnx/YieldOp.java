package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code onnx.Yield %a, %b : tensor<2xf32>, tensor<f32>}: what a body or branch gives. */
public final class YieldOp extends Operation implements Traits.Pure, Traits.Terminator {
  public static final OpSpec SPEC = OpSpec.of("onnx.Yield", YieldOp::new)
      .summary("what a body or branch gives")
      .operands(variadicOperand("operands", TypeConstraint.ANY))
      .assembly("attr-dict ($operands^ `:` type($operands))?");

  YieldOp(OperationState state) {
    super(state);
  }

  public static YieldOp create(OpBuilder builder, Location location, List<? extends Value> operands) {
    return builder.create(new OperationState(SPEC, location).operands(operands));
  }
}

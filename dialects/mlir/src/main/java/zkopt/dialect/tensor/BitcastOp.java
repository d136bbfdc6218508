package zkopt.dialect.tensor;

import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.bitcast %t : tensor<4xui32> to tensor<4xi32>}. */
public final class BitcastOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.bitcast", BitcastOp::new)
      .summary("tensor bitcast operation")
      .operands(OperandDef.operand("source", TypeConstraint.TENSOR))
      .results(ResultDef.result("dest", TypeConstraint.TENSOR))
      .assembly("$source attr-dict `:` type($source) `to` type($dest)");

  BitcastOp(OperationState state) {
    super(state);
  }
}

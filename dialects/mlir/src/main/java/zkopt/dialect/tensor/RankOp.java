package zkopt.dialect.tensor;

import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.rank %t : tensor<*xf32>}. */
public final class RankOp extends Operation implements Traits.Pure, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("tensor.rank", RankOp::new)
      .summary("rank operation")
      .operands(OperandDef.operand("tensor", TypeConstraint.TENSOR))
      .results(ResultDef.result("result", TypeConstraint.INDEX))
      .assembly("$tensor attr-dict `:` type($tensor)");

  RankOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "rank";
  }
}

package zkopt.dialect.memref;

import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.rank %m : memref<*xf32>}. */
public final class RankOp extends Operation implements Traits.Pure, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("memref.rank", RankOp::new)
      .summary("rank operation")
      .operands(OperandDef.operand("memref", TypeConstraint.ANY_MEMREF))
      .results(ResultDef.result("result", TypeConstraint.INDEX))
      .assembly("$memref attr-dict `:` type($memref)");

  RankOp(OperationState state) {
    super(state);
  }
}

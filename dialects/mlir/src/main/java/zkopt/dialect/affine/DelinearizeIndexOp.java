package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code %r:2 = affine.delinearize_index %i into (%a, %b) : index, index}: the indices that a linear index stands for. */
public final class DelinearizeIndexOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("affine.delinearize_index", DelinearizeIndexOp::new)
      .summary("delinearize an index")
      .operands(OperandDef.operand("linear_index", TypeConstraint.INDEX), variadicOperand("basis", TypeConstraint.INDEX))
      .results(variadicResult("multi_index", TypeConstraint.INDEX))
      .assembly("$linear_index `into` ` ` `(` $basis `)` attr-dict `:` type($multi_index)");

  DelinearizeIndexOp(OperationState state) {
    super(state);
  }


  @Override
  protected String problem() {
    if (numOperands() == 1) return "basis should not be empty";
    return numResults() == numOperands() - 1 ? null : "should return an index for each basis element";
  }
}

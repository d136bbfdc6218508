package zkopt.dialect.tensor;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.extract_slice %t[0, %i] [2, 4] [1, 1] : tensor<8x8xf32> to tensor<2x4xf32>}. */
public final class ExtractSliceOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.extract_slice", ExtractSliceOp::new)
      .summary("extract slice operation")
      .attributes(Slices.attributes())
      .operands(Slices.operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR)))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .assembly("$source `` " + Slices.LISTS + " attr-dict `:` type($source) `to` type($result)");

  ExtractSliceOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return Slices.verify(this, operand(0).type(), result().type(), diagnostics);
  }

  @Override
  public String resultNameHint() {
    return "extracted_slice";
  }
}

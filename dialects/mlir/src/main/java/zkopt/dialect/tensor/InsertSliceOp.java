package zkopt.dialect.tensor;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.insert_slice %s into %t[0, %i] [2, 4] [1, 1] : tensor<2x4xf32> into tensor<8x8xf32>}. */
public final class InsertSliceOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.insert_slice", InsertSliceOp::new)
      .summary("insert_slice operation")
      .attributes(Slices.attributes())
      .operands(Slices.operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR), OperandDef.operand("dest", TypeConstraint.RANKED_TENSOR)))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .inferResults(state -> List.of(state.operands.get(1).type()))
      .assembly("$source `into` $dest `` " + Slices.LISTS + " attr-dict `:` type($source) `into` type($dest)");

  InsertSliceOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (!operand(1).type().equals(result().type())) {
      diagnostics.opError(this, "failed to verify that expected result type to match dest type");
      return false;
    }
    return Slices.verify(this, operand(1).type(), operand(0).type(), diagnostics);
  }

  @Override
  public String resultNameHint() {
    return "inserted_slice";
  }
}

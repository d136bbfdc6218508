package zkopt.dialect.tensor;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;

/** {@code tensor.parallel_insert_slice %s into %t[0, %i] [2, 4] [1, 1] : tensor<2x4xf32> into tensor<8x8xf32>}: what one thread of a {@code scf.forall} writes. */
public final class ParallelInsertSliceOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("tensor.parallel_insert_slice", ParallelInsertSliceOp::new)
      .summary("specify the tensor slice update of a single thread of a parent ParallelCombiningOpInterface op")
      .attributes(Slices.attributes())
      .operands(Slices.operands(OperandDef.operand("source", TypeConstraint.RANKED_TENSOR), OperandDef.operand("dest", TypeConstraint.RANKED_TENSOR)))
      .assembly("$source `into` $dest `` " + Slices.LISTS + " attr-dict `:` type($source) `into` type($dest)");

  ParallelInsertSliceOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return Slices.verify(this, operand(1).type(), operand(0).type(), diagnostics);
  }
}

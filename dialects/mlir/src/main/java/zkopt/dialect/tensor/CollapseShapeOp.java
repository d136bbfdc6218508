package zkopt.dialect.tensor;

import zkopt.dialect.memref.Reassociation;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.collapse_shape %t [[0, 1], [2]] : tensor<2x3x4xf32> into tensor<6x4xf32>}. */
public final class CollapseShapeOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.collapse_shape", CollapseShapeOp::new)
      .summary("operation to produce a tensor with a smaller rank")
      .attributes(Reassociation.DEF)
      .operands(OperandDef.operand("src", TypeConstraint.RANKED_TENSOR))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .assembly("$src $reassociation attr-dict `:` type($src) `into` type($result)");

  CollapseShapeOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return TensorReshapes.verify(this, operand(0), result(), diagnostics);
  }

  @Override
  public String resultNameHint() {
    return "collapsed";
  }
}

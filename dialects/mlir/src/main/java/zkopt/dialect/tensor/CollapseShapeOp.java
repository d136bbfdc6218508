package zkopt.dialect.tensor;

import zkopt.dialect.memref.Reassociation;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.collapse_shape %t [[0, 1], [2]] : tensor<2x3x4xf32> into tensor<6x4xf32>}. */
public final class CollapseShapeOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.collapse_shape", CollapseShapeOp::new)
      .summary("operation to produce a tensor with a smaller rank")
      .attributes(Reassociation.DEF)
      .operands(OperandDef.operand("src", TypeConstraint.REASSOCIATED_TENSOR))
      .results(ResultDef.result("result", TypeConstraint.REASSOCIATED_TENSOR))
      .assembly("$src $reassociation attr-dict `:` type($src) `into` type($result)");

  CollapseShapeOp(OperationState state) {
    super(state);
  }

  @Override
  protected String problem() {
    return TensorReshapes.problem(this, (TensorType) operand(0).type(), (TensorType) result().type());
  }

  @Override
  public String resultNameHint() {
    return "collapsed";
  }
}

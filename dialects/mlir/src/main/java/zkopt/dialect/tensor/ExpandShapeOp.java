package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import zkopt.dialect.memref.Reassociation;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.expand_shape %t [[0, 1], [2]] output_shape [2, 3, 4] : tensor<6x4xf32> into tensor<2x3x4xf32>}. */
public final class ExpandShapeOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.expand_shape", ExpandShapeOp::new)
      .summary("operation to produce a tensor with a higher rank")
      .attributes(Reassociation.DEF, AttrDef.longs(Reassociation.SIZES))
      .operands(OperandDef.operand("src", TypeConstraint.REASSOCIATED_TENSOR), variadicOperand("output_shape", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.REASSOCIATED_TENSOR))
      .assembly("$src $reassociation `output_shape` custom<DynamicIndexList>($output_shape, $static_output_shape) attr-dict `:` type($src) `into` type($result)");

  ExpandShapeOp(OperationState state) {
    super(state);
  }

  @Override
  protected String problem() {
    String problem = Reassociation.sizesProblem(this, "dims");
    return problem != null ? problem : TensorReshapes.problem(this, (TensorType) result().type(), (TensorType) operand(0).type());
  }

  @Override
  public String resultNameHint() {
    return "expanded";
  }
}

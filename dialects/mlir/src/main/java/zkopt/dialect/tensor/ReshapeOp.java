package zkopt.dialect.tensor;

import zkopt.dialect.memref.ElementTypes;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.reshape %t(%shape) : (tensor<*xf32>, tensor<2xindex>) -> tensor<?x4xf32>}. */
public final class ReshapeOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.reshape", ReshapeOp::new)
      .summary("tensor reshape operation")
      .operands(OperandDef.operand("source", TypeConstraint.TENSOR), OperandDef.operand("shape", TypeConstraint.SHAPE_TENSOR))
      .results(ResultDef.result("result", TypeConstraint.TENSOR))
      .assembly("$source `(` $shape `)` attr-dict `:` functional-type(operands, results)");

  ReshapeOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "reshape";
  }


  @Override
  protected String problem() {
    if (!ElementTypes.of(operand(0).type()).equals(ElementTypes.of(result().type()))) {
      return "element types of source and destination tensor types should be the same";
    }
    if (!(result().type() instanceof TensorType ranked)) return null;
    if (operand(0).type() instanceof TensorType from && from.hasStaticShape() && ranked.hasStaticShape() && from.numElements() != ranked.numElements()) {
      return "source and destination tensor should have the same number of elements";
    }
    long length = ((TensorType) operand(1).type()).dim(0);
    if (length == ShapedType.DYNAMIC) return "cannot use shape operand with dynamic length to reshape to statically-ranked tensor type";
    return length == ranked.rank() ? null : "length of shape operand differs from the result's tensor rank";
  }
}

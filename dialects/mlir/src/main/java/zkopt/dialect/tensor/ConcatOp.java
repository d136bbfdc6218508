package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import zkopt.ir.AttrSyntax;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code tensor.concat dim(1) %a, %b : (tensor<3x6xf32>, tensor<3x2xf32>) -> tensor<3x8xf32>}. */
public final class ConcatOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.concat", ConcatOp::new)
      .summary("tensor concatenation operation")
      .attributes(attr("dim", "64-bit signless integer attribute", IntegerAttr.class).where(a -> a instanceof IntegerAttr i && i.type().equals(IntegerType.I64)).as(AttrSyntax.ofType(IntegerType.I64)))
      .operands(variadicOperand("inputs", TypeConstraint.RANKED_TENSOR))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .assembly("`dim` `(` $dim `)` $inputs attr-dict `:` functional-type(operands, results)");

  ConcatOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "concat";
  }


  @Override
  protected String problem() {
    if (numOperands() == 0) return "requires at least one input";
    var type = (TensorType) result().type();
    int dim = (int) ((IntegerAttr) attribute("dim")).value();
    for (Value input : operands()) {
      if (((TensorType) input.type()).rank() != type.rank()) return "rank of concatenated inputs must match result rank";
    }
    for (Value input : operands()) {
      if (!((TensorType) input.type()).elementType().equals(type.elementType())) return "inputs and result element type must match";
    }
    if (dim < 0 || dim >= type.rank()) return "concatenation dim must be less than the tensor rank";
    long sum = 0;
    for (Value input : operands()) {
      var t = (TensorType) input.type();
      for (int i = 0; i < t.rank(); i++) {
        if (i != dim && t.dim(i) != type.dim(i) && t.dim(i) != ShapedType.DYNAMIC && type.dim(i) != ShapedType.DYNAMIC) {
          return "static concatenation size mismatch along non-concatenated dimension " + i;
        }
      }
      sum = t.dim(dim) == ShapedType.DYNAMIC || sum == ShapedType.DYNAMIC ? ShapedType.DYNAMIC : sum + t.dim(dim);
    }
    return sum == ShapedType.DYNAMIC || type.dim(dim) == ShapedType.DYNAMIC || sum == type.dim(dim) ? null
        : "result type " + type + " does not match inferred shape along dimension " + dim;
  }
}

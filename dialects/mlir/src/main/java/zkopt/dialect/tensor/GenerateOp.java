package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.generate %n {^bb0(%i: index): ... tensor.yield %v : f32} : tensor<?xf32>}. */
public final class GenerateOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.ImplicitTerminator {
  public static final OpSpec SPEC = OpSpec.of("tensor.generate", GenerateOp::new)
      .summary("creates a dynamically sized tensor from elements")
      .operands(variadicOperand("dynamicExtents", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .regions(RegionDef.region("body"))
      .assembly("$dynamicExtents $body attr-dict `:` type($result)");

  GenerateOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "generated";
  }

  @Override
  public OpSpec terminator() {
    return YieldOp.SPEC;
  }


  @Override
  protected String problem() {
    var type = (TensorType) result().type();
    long dynamic = type.shape().stream().filter(d -> d == ShapedType.DYNAMIC).count();
    if (numOperands() != dynamic) return "must have as many index operands as dynamic extents in the result type";
    return Regions.indexBody(region(0).front(), type.rank(), type.elementType());
  }
}

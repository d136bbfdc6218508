package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code tensor.empty(%n) : tensor<?xf32>}: a tensor of a shape, with no content. */
public final class EmptyOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.empty", EmptyOp::new)
      .summary("empty tensor operation")
      .operands(variadicOperand("dynamicSizes", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .assembly("`(` $dynamicSizes `)` attr-dict `:` type($result)");

  EmptyOp(OperationState state) {
    super(state);
  }

  @Override
  protected String problem() {
    return DynamicSizes.problem(numOperands(), (TensorType) result().type());
  }

  public static EmptyOp create(OpBuilder builder, Location location, TensorType type, List<? extends Value> dynamicSizes) {
    return builder.create(new OperationState(SPEC, location).operands(dynamicSizes).results(type));
  }
}

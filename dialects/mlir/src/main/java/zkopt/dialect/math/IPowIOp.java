package zkopt.dialect.math;

import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code math.ipowi %base, %exponent : i32}: a signed integer raised to the power of another. */
public final class IPowIOp extends Operation
    implements Traits.Pure, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("math.ipowi", IPowIOp::new)
      .summary("signed integer raised to the power of operation")
      .operands(OperandDef.operand("lhs", TypeConstraint.INTEGER_LIKE), OperandDef.operand("rhs", TypeConstraint.INTEGER_LIKE))
      .results(ResultDef.result("result", TypeConstraint.INTEGER_LIKE))
      .assembly(ElementwiseAssembly.PLAIN);

  IPowIOp(OperationState state) {
    super(state);
  }
}

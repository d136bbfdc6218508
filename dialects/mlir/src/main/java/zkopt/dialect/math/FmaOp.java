package zkopt.dialect.math;

import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.dialect.arith.FlagsAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code math.fma %a, %b, %c : f32}: a * b + c, rounded once. */
public final class FmaOp extends Operation
    implements Traits.Pure, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("math.fma", FmaOp::new)
      .summary("floating point fused multipy-add operation")
      .operands(OperandDef.operand("a", TypeConstraint.FLOAT_LIKE), OperandDef.operand("b", TypeConstraint.FLOAT_LIKE), OperandDef.operand("c", TypeConstraint.FLOAT_LIKE))
      .results(ResultDef.result("result", TypeConstraint.FLOAT_LIKE))
      .attributes(FlagsAttr.FASTMATH_DEF)
      .assembly(ElementwiseAssembly.FASTMATH);

  FmaOp(OperationState state) {
    super(state);
  }

  public static FmaOp create(OpBuilder builder, Location location, Value a, Value b, Value c) {
    return builder.create(new OperationState(SPEC, location).operands(a, b, c).results(a.type()));
  }

  public Value a() {
    return operand(0);
  }

  public Value b() {
    return operand(1);
  }

  public Value c() {
    return operand(2);
  }
}

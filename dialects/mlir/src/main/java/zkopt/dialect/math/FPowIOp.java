package zkopt.dialect.math;

import java.util.List;
import zkopt.dialect.arith.FlagsAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;

/** {@code math.fpowi %base, %exponent : f32, i32}: a float raised to an integer power. */
public final class FPowIOp extends Operation implements Traits.Pure, Traits.Elementwise, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("math.fpowi", FPowIOp::new)
      .summary("floating point raised to the signed integer power")
      .attributes(FlagsAttr.FASTMATH_DEF.as(FlagsAttr.FASTMATH_SYNTAX))
      .operands(OperandDef.operand("lhs", TypeConstraint.FLOAT_LIKE), OperandDef.operand("rhs", TypeConstraint.INTEGER_LIKE))
      .results(ResultDef.result("result", TypeConstraint.FLOAT_LIKE))
      .assembly("$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($lhs) `,` type($rhs)");

  FPowIOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    String problem = !operand(0).type().equals(result().type()) ? "failed to verify that all of {lhs, result} have same type"
        : shape(operand(0).type()).equals(shape(operand(1).type())) ? null : "requires the same shape for all operands and results";
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  /** Of a scalar, and of a tensor without dimensions that are told, none. */
  private static List<Long> shape(Type type) {
    return type instanceof ShapedType shaped ? shaped.shape() : List.of();
  }
}

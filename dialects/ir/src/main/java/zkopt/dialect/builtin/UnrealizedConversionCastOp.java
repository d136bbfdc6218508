package zkopt.dialect.builtin;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** A cast between types that only live together while a conversion is under way; none may be left at its end. */
public final class UnrealizedConversionCastOp extends Operation implements Traits.Pure {
  public static final OperandDef INPUTS = OperandDef.variadicOperand("inputs", TypeConstraint.ANY);
  public static final ResultDef OUTPUTS = ResultDef.variadicResult("outputs", TypeConstraint.ANY);
  public static final OpSpec SPEC = OpSpec.of("builtin.unrealized_conversion_cast", UnrealizedConversionCastOp::new)
      .summary("An unrealized conversion from one set of types to another")
      .operands(INPUTS)
      .results(OUTPUTS)
      .assembly("($inputs^ `:` type($inputs))? `to` type($outputs) attr-dict");

  UnrealizedConversionCastOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (numResults() > 0) return true;
    diagnostics.opError(this, "expected at least one result for cast operation");
    return false;
  }

  public static UnrealizedConversionCastOp create(OpBuilder builder, Location location, List<? extends Type> types, List<? extends Value> inputs) {
    return builder.create(new OperationState(SPEC, location).operands(inputs).results(types));
  }

  public List<Value> inputs() {
    return operands();
  }
}

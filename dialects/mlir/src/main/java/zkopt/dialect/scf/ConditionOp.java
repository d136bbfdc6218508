package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code scf.condition(%again) %a : f32}: ends the first region of {@link WhileOp}. */
public final class ConditionOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("scf.condition", ConditionOp::new)
      .summary("loop continuation condition")
      .operands(OperandDef.operand("condition", TypeConstraint.I1), variadicOperand("args", TypeConstraint.ANY))
      .assembly("`(` $condition `)` attr-dict ($args^ `:` type($args))?");

  ConditionOp(OperationState state) {
    super(state);
  }

  public static ConditionOp create(OpBuilder builder, Location location, Value condition, List<? extends Value> arguments) {
    return builder.create(new OperationState(SPEC, location).operands(condition).operands(arguments));
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(WhileOp.SPEC);
  }

  public Value condition() {
    return operand(0);
  }

  public List<Value> arguments() {
    return operands().subList(1, numOperands());
  }
}

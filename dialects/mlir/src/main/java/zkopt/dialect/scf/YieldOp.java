package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.stream.Collectors;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code scf.yield %a : f32}. */
public final class YieldOp extends Operation implements Traits.Pure, Traits.Terminator {
  public static final OpSpec SPEC = OpSpec.of("scf.yield", YieldOp::new)
      .summary("loop yield and termination operation")
      .operands(variadicOperand("results", TypeConstraint.ANY))
      .assembly("attr-dict ($results^ `:` type($results))?");

  YieldOp(OperationState state) {
    super(state);
  }

  public static YieldOp create(OpBuilder builder, Location location, List<? extends Value> operands) {
    return builder.create(new OperationState(SPEC, location).operands(operands));
  }

  /** What is yielded becomes the parent's results; for a while loop, the arguments of its next iteration. */
  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var expected = parentOp() instanceof WhileOp loop ? loop.operands().stream().map(Value::type).toList() : parentOp().resultTypes();
    boolean same = expected.equals(operands().stream().map(Value::type).toList());
    if (!same) diagnostics.opError(this, "yields " + types(operands().stream().map(Value::type).toList()) + ", but its parent takes " + types(expected));
    return same;
  }

  private static String types(List<? extends Type> types) {
    return types.stream().map(t -> "'" + t + "'").collect(Collectors.joining(", ", "(", ")"));
  }
}

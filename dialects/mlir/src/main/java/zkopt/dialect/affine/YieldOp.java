package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code affine.yield %a : f32}: what a loop or a branch passes on. */
public final class YieldOp extends Operation implements Traits.Pure, Traits.Terminator {
  public static final OpSpec SPEC = OpSpec.of("affine.yield", YieldOp::new)
      .summary("yield values to parent operation")
      .operands(variadicOperand("operands", TypeConstraint.ANY))
      .assembly("attr-dict ($operands^ `:` type($operands))?");

  YieldOp(OperationState state) {
    super(state);
  }

  public static YieldOp create(OpBuilder builder, Location location, List<? extends Value> operands) {
    return builder.create(new OperationState(SPEC, location).operands(operands));
  }

  /** What is yielded becomes the parent's results. */
  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (numOperands() != parentOp().numResults()) {
      diagnostics.opError(this, "parent of yield must have same number of results as the yield operands");
      return false;
    }
    boolean same = parentOp().resultTypes().equals(operands().stream().map(Value::type).toList());
    if (!same) diagnostics.opError(this, "types mismatch between yield op and its parent");
    return same;
  }
}

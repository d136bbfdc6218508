package zkopt.dialect.scf;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code scf.reduce.return %z : f32}. */
public final class ReduceReturnOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("scf.reduce.return", ReduceReturnOp::new)
      .summary("terminator for reduce operation")
      .operands(OperandDef.operand("result", TypeConstraint.ANY))
      .assembly("$result attr-dict `:` type($result)");

  ReduceReturnOp(OperationState state) {
    super(state);
  }

  public static ReduceReturnOp create(OpBuilder builder, Location location, Value result) {
    return builder.create(new OperationState(SPEC, location).operands(result));
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(ReduceOp.SPEC);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (block().arguments().isEmpty()) return true; // told by the reduction
    var expected = block().argument(0).type();
    if (operand(0).type().equals(expected)) return true;
    diagnostics.opError(this, "must have type '" + expected + "' (the type of the reduction inputs)");
    return false;
  }
}

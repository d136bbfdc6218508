package zkopt.dialect.memref;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.atomic_yield %v : f32}: the new value of {@link GenericAtomicRmwOp}. */
public final class AtomicYieldOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("memref.atomic_yield", AtomicYieldOp::new)
      .summary("yield operation for GenericAtomicRMWOp")
      .operands(OperandDef.operand("result", TypeConstraint.ANY))
      .assembly("$result attr-dict `:` type($result)");

  AtomicYieldOp(OperationState state) {
    super(state);
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GenericAtomicRmwOp.SPEC);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (operand(0).type().equals(parentOp().result().type())) return true;
    diagnostics.opError(this, "types mismatch between yield op: " + operand(0).type() + " and its parent: " + parentOp().result().type());
    return false;
  }
}

package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.alloca_scope.return %v : f32}. */
public final class AllocaScopeReturnOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("memref.alloca_scope.return", AllocaScopeReturnOp::new)
      .summary("terminator for alloca_scope operation")
      .operands(variadicOperand("results", TypeConstraint.ANY))
      .assembly("attr-dict ($results^ `:` type($results))?");

  AllocaScopeReturnOp(OperationState state) {
    super(state);
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(AllocaScopeOp.SPEC);
  }
}

package zkopt.dialect.scf;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code scf.yield %a : f32}. */
public final class YieldOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.HasParent {
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

  /** What is yielded becomes the results of the parent, which checks it; for a while loop, the arguments of its next iteration. */
  @Override
  public List<OpSpec> parents() {
    return List.of(ExecuteRegionOp.SPEC, ForOp.SPEC, IfOp.SPEC, IndexSwitchOp.SPEC, WhileOp.SPEC);
  }
}

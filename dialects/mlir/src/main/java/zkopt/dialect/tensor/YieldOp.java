package zkopt.dialect.tensor;

import java.util.List;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code tensor.yield %v : f32}: the value of an element. */
public final class YieldOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("tensor.yield", YieldOp::new)
      .summary("yield a value from a region")
      .operands(OperandDef.operand("value", TypeConstraint.ANY))
      .assembly("$value attr-dict `:` type($value)");

  YieldOp(OperationState state) {
    super(state);
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GenerateOp.SPEC, PadOp.SPEC);
  }
}

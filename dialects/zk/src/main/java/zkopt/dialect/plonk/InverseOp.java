package zkopt.dialect.plonk;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** {@code plonk.inverse %x : i64}: the inverse of x in the field, as the integer nearest zero that stands for it, for a witness; 0 of 0. */
public final class InverseOp extends Operation implements Traits.HasParent {
  private static final OperandDef X = OperandDef.operand("x", YieldOp.I64);
  private static final ResultDef VALUE = ResultDef.result("value", YieldOp.I64);
  public static final OpSpec SPEC = OpSpec.of("plonk.inverse", InverseOp::new)
      .summary("the inverse in the field").operands(X).results(VALUE)
      .inferResults(state -> List.of(state.operands.getFirst().type())).assembly("$x attr-dict `:` type($x)");

  InverseOp(OperationState state) {
    super(state);
  }

  public static InverseOp create(OpBuilder b, Location loc, Value x) {
    return b.create(new OperationState(SPEC, loc).operands(x).results(x.type()));
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GateOp.SPEC);
  }
}

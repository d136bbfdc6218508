package zkopt.dialect.math;

import java.util.Locale;
import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code math.ctpop %x : i32} and the other functions of one integer. */
public final class IntegerUnaryOp extends Operation
    implements Traits.Pure, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
  /** Which function: absolute value, leading zeros, set bits, trailing zeros. */
  public enum Kind {
    ABSI, CTLZ, CTPOP, CTTZ;

    private final OpSpec spec = OpSpec.of("math." + name().toLowerCase(Locale.ROOT), state -> new IntegerUnaryOp(this, state))
        .operands(OperandDef.operand("operand", TypeConstraint.INTEGER_LIKE))
        .results(ResultDef.result("result", TypeConstraint.INTEGER_LIKE))
        .assembly(ElementwiseAssembly.PLAIN);

    public OpSpec spec() {
      return spec;
    }
  }

  private final Kind kind;

  private IntegerUnaryOp(Kind kind, OperationState state) {
    super(state);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}

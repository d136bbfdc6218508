package zkopt.dialect.math;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.dialect.arith.Integers;
import zkopt.ir.Attribute;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.TypedAttr;

/** {@code math.ctpop %x : i32} and the other functions of one integer. */
public final class IntegerUnaryOp extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
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

  /** Constants. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    return Constants.fold(result().type(), x -> evaluate(x.getFirst()), operands.getFirst());
  }

  private TypedAttr evaluate(TypedAttr x) {
    BigInteger signed = Integers.signed(x);
    if (signed == null) return null;
    int width = Integers.width(x.type());
    BigInteger bits = signed.mod(BigInteger.ONE.shiftLeft(width));
    return Integers.constant(switch (kind) {
      case ABSI -> signed.abs();
      case CTLZ -> BigInteger.valueOf(width - bits.bitLength());
      case CTPOP -> BigInteger.valueOf(bits.bitCount());
      case CTTZ -> BigInteger.valueOf(bits.signum() == 0 ? width : bits.getLowestSetBit());
    }, x.type());
  }
}

package zkopt.dialect.math;

import java.util.List;
import java.util.Locale;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerAttr;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

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
    return Constants.fold(result().type(), x -> x.getFirst() instanceof IntegerAttr i ? IntegerAttr.of(evaluate(i), i.type()) : null, operands.getFirst());
  }

  private long evaluate(IntegerAttr x) {
    int unused = Long.SIZE - Constants.width(x.type());
    long high = x.value() << unused;
    return switch (kind) {
      case ABSI -> Math.abs(Constants.signed(x));
      case CTLZ -> Math.min(Long.numberOfLeadingZeros(high), Long.SIZE - unused);
      case CTPOP -> Long.bitCount(high);
      case CTTZ -> Math.min(Long.numberOfTrailingZeros(x.value()), Long.SIZE - unused);
    };
  }
}

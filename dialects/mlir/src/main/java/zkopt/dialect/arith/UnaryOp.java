package zkopt.dialect.arith;

import java.util.List;
import java.util.Locale;
import zkopt.ir.Attribute;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code arith.negf %a : f32}. */
public final class UnaryOp extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
  /** Which operation. */
  public enum Kind {
    NEGF;

    private final OpSpec spec = OpSpec.of("arith." + name().toLowerCase(Locale.ROOT), state -> new UnaryOp(this, state))
        .operands(OperandDef.operand("operand", TypeConstraint.FLOAT_LIKE))
        .results(ResultDef.result("result", TypeConstraint.FLOAT_LIKE))
        .attributes(FlagsAttr.FASTMATH_DEF)
        .assembly(ElementwiseAssembly.FASTMATH);

    public OpSpec spec() {
      return spec;
    }
  }

  private final Kind kind;

  private UnaryOp(Kind kind, OperationState state) {
    super(state);
    this.kind = kind;
  }

  public static UnaryOp create(OpBuilder builder, Location location, Kind kind, Value operand) {
    return builder.create(new OperationState(kind.spec, location).operands(operand).results(operand.type()));
  }

  public Kind kind() {
    return kind;
  }

  public Value operand() {
    return operand(0);
  }

  /** {@code negf(negf(x)) -> x}; constants. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (operand().definingOp() instanceof UnaryOp inner && inner.kind == Kind.NEGF) return List.of(inner.operand());
    return Constants.foldFloat(operands.getFirst(), UnaryOp::negated);
  }

  /** Of a NaN, too. */
  private static double negated(double x) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) ^ Long.MIN_VALUE);
  }
}

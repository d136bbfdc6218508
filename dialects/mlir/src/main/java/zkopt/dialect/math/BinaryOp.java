package zkopt.dialect.math;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.dialect.arith.FlagsAttr;
import zkopt.ir.Attribute;
import zkopt.ir.FloatType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code math.powf %x, %y : f32} and the other functions of two floats. */
public final class BinaryOp extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
  /** Which function, with its value in double precision. */
  public enum Kind {
    POWF(Math::pow), ATAN2(Math::atan2), COPYSIGN(Math::copySign);

    private final DoubleBinaryOperator function;
    private final OpSpec spec = OpSpec.of("math." + name().toLowerCase(Locale.ROOT), state -> new BinaryOp(this, state))
        .operands(OperandDef.operand("lhs", TypeConstraint.FLOAT_LIKE), OperandDef.operand("rhs", TypeConstraint.FLOAT_LIKE))
        .results(ResultDef.result("result", TypeConstraint.FLOAT_LIKE))
        .attributes(FlagsAttr.FASTMATH_DEF)
        .assembly(ElementwiseAssembly.FASTMATH);

    Kind(DoubleBinaryOperator function) {
      this.function = function;
    }

    public OpSpec spec() {
      return spec;
    }

    public double evaluate(double x, double y) {
      return function.applyAsDouble(x, y);
    }
  }

  private final Kind kind;

  private BinaryOp(Kind kind, OperationState state) {
    super(state);
    this.kind = kind;
  }

  public static BinaryOp create(OpBuilder builder, Location location, Kind kind, Value lhs, Value rhs) {
    return builder.create(new OperationState(kind.spec, location).operands(lhs, rhs).results(lhs.type()));
  }

  public Kind kind() {
    return kind;
  }

  public Value lhs() {
    return operand(0);
  }

  public Value rhs() {
    return operand(1);
  }

  /** Constants, of all types where only a sign is taken, else of f32 and f64. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    Type type = Constants.elementType(lhs().type());
    if (kind != Kind.COPYSIGN && type != FloatType.F32 && type != FloatType.F64) return null;
    return Constants.foldFloat(operands.get(0), operands.get(1), kind::evaluate);
  }
}

package zkopt.dialect.math;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.dialect.arith.FlagsAttr;
import zkopt.ir.Attribute;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
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

/** {@code math.exp %x : f32} and the other functions of one float. */
public final class UnaryOp extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
  /** Which function, with its value in double precision. */
  public enum Kind {
    EXP(Math::exp), EXP2(x -> Math.pow(2, x)), EXPM1(Math::expm1), LOG(Math::log), LOG2(x -> Math.log(x) / Math.log(2)),
    LOG10(Math::log10), LOG1P(Math::log1p), SQRT(Math::sqrt), RSQRT(x -> 1 / Math.sqrt(x)), CBRT(Math::cbrt),
    TANH(Math::tanh), SINH(Math::sinh), COSH(Math::cosh), SIN(Math::sin), COS(Math::cos), TAN(Math::tan),
    ASIN(Math::asin), ACOS(Math::acos), ATAN(Math::atan), ASINH(x -> Math.copySign(Math.log(Math.abs(x) + Math.sqrt(x * x + 1)), x)),
    ACOSH(x -> Math.log(x + Math.sqrt(x * x - 1))), ATANH(x -> (Math.log1p(x) - Math.log1p(-x)) / 2), ERF(ErrorFunction::erf),
    ABSF(Math::abs), FLOOR(Math::floor), CEIL(Math::ceil), ROUNDEVEN(Math::rint),
    ROUND(UnaryOp::roundAway), TRUNC(x -> x < 0 ? Math.ceil(x) : Math.floor(x));

    private final DoubleUnaryOperator function;
    private final OpSpec spec = OpSpec.of("math." + name().toLowerCase(Locale.ROOT), state -> new UnaryOp(this, state))
        .operands(OperandDef.operand("operand", TypeConstraint.FLOAT_LIKE))
        .results(ResultDef.result("result", TypeConstraint.FLOAT_LIKE))
        .attributes(FlagsAttr.FASTMATH_DEF)
        .assembly(ElementwiseAssembly.FASTMATH);

    Kind(DoubleUnaryOperator function) {
      this.function = function;
    }

    public OpSpec spec() {
      return spec;
    }

    public double evaluate(double x) {
      return function.applyAsDouble(x);
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

  /** Constants of f32 and f64, for which mlir-opt has functions; where these are defined. Rounding and signs fold in all types. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    return Constants.fold(operand().type(), x -> x.getFirst() instanceof FloatAttr(double value, FloatType type) && folds(value, type)
        ? new FloatAttr(Double.isNaN(value) && kind != Kind.ABSF ? value : kind.evaluate(value), type) : null, operands.getFirst());
  }

  private boolean folds(double value, FloatType type) {
    boolean anyType = switch (kind) {
      case ABSF, FLOOR, CEIL, ROUNDEVEN -> true;
      default -> type == FloatType.F32 || type == FloatType.F64;
    };
    double least = switch (kind) {
      case LOG, LOG2, LOG10, SQRT -> value;
      case LOG1P -> value + 1;
      default -> 0;
    };
    return anyType && (Double.isNaN(least) || Math.copySign(1, least) > 0);
  }

  /** To the nearest whole number, the one further from zero of two. */
  private static double roundAway(double x) {
    double whole = Math.floor(Math.abs(x));
    return Math.copySign(Math.abs(x) - whole >= 0.5 ? whole + 1 : whole, x);
  }
}

package zkopt.dialect.fixed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** {@code fixed.neg %x : q -> q}, {@code fixed.exp %x : q -> q} (for x <= 0 only) and other functions; see {@link FixedSemantics}. */
public final class UnaryOp extends Operation implements Traits.Pure, Traits.Foldable {
  /** The finest binary point at which the argument of an exponential may stand: the low table has 2^frac rows. */
  public static final int MAX_EXP_FRAC = 16;

  /** Which function. */
  public enum Kind {
    NEG("the negative"),
    EXP("exponential of a value that is not positive"),
    SQRT("square root, rounded down"),
    EXP_NEAR("exponential of a value near zero", new Interpolation(-16, 5, StrictMath::exp)),
    LOG_NEAR("logarithm of a value near one, 1/16 at least", new Interpolation(0, 3, x -> StrictMath.log(Math.max(x, 0x1p-4)))),
    TANH("hyperbolic tangent", new Interpolation(-8, 4, StrictMath::tanh)),
    ERF("error function", new Interpolation(-4, 3, zkopt.dialect.math.UnaryOp.Kind.ERF::evaluate)),
    SIN("sine", new Interpolation(-8, 4, StrictMath::sin)),
    COS("cosine", new Interpolation(-8, 4, StrictMath::cos)),
    ASIN("arc sine", new Interpolation(-2, 2, x -> StrictMath.asin(Math.clamp(x, -1, 1)))),
    ACOS("arc cosine", new Interpolation(-2, 2, x -> StrictMath.acos(Math.clamp(x, -1, 1)))),
    ATAN("arc tangent", new Interpolation(-32, 6, StrictMath::atan)),
    SINH("hyperbolic sine", new Interpolation(-8, 4, StrictMath::sinh)),
    COSH("hyperbolic cosine", new Interpolation(-8, 4, StrictMath::cosh));

    private final Interpolation interpolation;
    private final OpSpec spec;

    Kind(String summary) {
      this(summary, null);
    }

    Kind(String summary, Interpolation interpolation) {
      this.interpolation = interpolation;
      spec = OpSpec.of("fixed." + name().toLowerCase(Locale.ROOT), UnaryOp::new).summary(summary)
          .operands(OPERAND).results(RESULT)
          .assembly("$operand attr-dict `:` type($operand) `->` type($result)");
    }

    public OpSpec spec() {
      return spec;
    }

    /** The line segments that stand for the function, or null when it is computed otherwise. */
    public Interpolation interpolation() {
      return interpolation;
    }
  }

  private static final OperandDef OPERAND = OperandDef.operand("operand", QType.ANY);
  private static final ResultDef RESULT = ResultDef.result("result", QType.ANY);

  UnaryOp(OperationState state) {
    super(state);
  }

  public static UnaryOp create(OpBuilder b, Location loc, Kind kind, Value operand, QType result) {
    return b.create(new OperationState(kind.spec, loc).operands(operand).results(result));
  }

  public Kind kind() {
    return Arrays.stream(Kind.values()).filter(k -> k.spec == spec()).findFirst().orElseThrow();
  }

  public Value operand() {
    return operand(0);
  }

  public QType operandType() {
    return (QType) operand().type();
  }

  public QType type() {
    return (QType) result().type();
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    int x = operandType().frac();
    int y = type().frac();
    switch (kind()) {
      case NEG -> {
        if (x == y) return true;
        diagnostics.opError(this, "requires equal fraction bits of operand and result, but got " + x + " and " + y);
      }
      case EXP -> {
        int most = 2 * FixedSemantics.EXP_TABLE_FRAC - 1;
        if (x >= 1 && x <= MAX_EXP_FRAC && y <= most) return true;
        diagnostics.opError(this, "requires 1.." + MAX_EXP_FRAC + " fraction bits of the operand and at most " + most
            + " of the result, but got " + x + " and " + y);
      }
      case SQRT -> {
        if (FixedSemantics.sqrtShift(operandType(), type()) >= 0) return true;
        diagnostics.opError(this, "requires at least half the fraction bits of the operand in the result, but got " + x + " and " + y);
      }
      default -> {
        if (kind().interpolation().supports(operandType(), type())) return true;
        diagnostics.opError(this, "requires from " + kind().interpolation().leastFrac() + " fraction bits on of the operand, and at most "
            + Interpolation.KNOT_FRAC + " of the result, but got " + x + " and " + y);
      }
    }
    return false;
  }

  /** Constants are computed, unless the result overflows. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (!(operands.get(0) instanceof IntegerAttr x)) return null;
    try {
      return List.of(IntegerAttr.i64(FixedSemantics.unary(kind(), x.value(), operandType(), type())));
    } catch (ArithmeticException _) {
      return null;
    }
  }
}

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

/** {@code fixed.neg %x : q -> q} and {@code fixed.exp %x : q -> q}, the latter for x <= 0 only; see {@link FixedSemantics}. */
public final class UnaryOp extends Operation implements Traits.Pure, Traits.Foldable {
  /** The finest binary point at which the argument of an exponential may stand: the low table has 2^frac rows. */
  public static final int MAX_EXP_FRAC = 16;

  /** Which function. */
  public enum Kind {
    NEG("the negative"),
    EXP("exponential of a value that is not positive");

    private final OpSpec spec;

    Kind(String summary) {
      spec = OpSpec.of("fixed." + name().toLowerCase(Locale.ROOT), UnaryOp::new).summary(summary)
          .operands(OPERAND).results(RESULT)
          .assembly("$operand attr-dict `:` type($operand) `->` type($result)");
    }

    public OpSpec spec() {
      return spec;
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

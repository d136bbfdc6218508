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

/**
 * {@code fixed.add %a, %b : (q, q) -> q} and its like. Sums, differences, maxima and minima keep the binary point, which operands
 * and result share; a comparison gives a whole 0 or 1; a product has the fraction bits of both factors; a quotient rounds to its own. Widths are free: a result
 * that its type cannot hold is an error when it is computed, see {@link FixedSemantics}.
 */
public final class BinaryOp extends Operation implements Traits.Pure, Traits.Foldable {
  /** Which function. */
  public enum Kind {
    ADD("exact sum"),
    SUB("exact difference"),
    MUL("exact product"),
    MAX("the larger"),
    MIN("the smaller"),
    DIV("quotient by a positive divisor, rounded half up"),
    DIV_EVEN("quotient by a positive divisor, rounded half to even"),
    LESS("1 where the first is less, else 0"),
    EQUAL("1 where both are equal, else 0");

    private final OpSpec spec;

    Kind(String summary) {
      spec = OpSpec.of("fixed." + name().toLowerCase(Locale.ROOT), BinaryOp::new).summary(summary)
          .operands(LHS, RHS).results(RESULT)
          .assembly("$lhs `,` $rhs attr-dict `:` functional-type(operands, results)");
    }

    public OpSpec spec() {
      return spec;
    }
  }

  private static final OperandDef LHS = OperandDef.operand("lhs", QType.ANY);
  private static final OperandDef RHS = OperandDef.operand("rhs", QType.ANY);
  private static final ResultDef RESULT = ResultDef.result("result", QType.ANY);

  BinaryOp(OperationState state) {
    super(state);
  }

  public static BinaryOp create(OpBuilder b, Location loc, Kind kind, Value lhs, Value rhs, QType result) {
    return b.create(new OperationState(kind.spec, loc).operands(lhs, rhs).results(result));
  }

  public Kind kind() {
    return Arrays.stream(Kind.values()).filter(k -> k.spec == spec()).findFirst().orElseThrow();
  }

  public Value lhs() {
    return operand(0);
  }

  public Value rhs() {
    return operand(1);
  }

  public QType lhsType() {
    return (QType) lhs().type();
  }

  public QType rhsType() {
    return (QType) rhs().type();
  }

  public QType type() {
    return (QType) result().type();
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    int a = lhsType().frac();
    int b = rhsType().frac();
    int y = type().frac();
    switch (kind()) {
      case ADD, SUB, MAX, MIN -> {
        if (a == b && b == y) return true;
        diagnostics.opError(this, "requires equal fraction bits of operands and result, but got " + a + ", " + b + " and " + y);
      }
      case MUL -> {
        if (y == a + b) return true;
        diagnostics.opError(this, "requires " + (a + b) + " fraction bits of the result, the sum of the operands', but got " + y);
      }
      case LESS, EQUAL -> {
        if (a == b && y == 0) return true;
        diagnostics.opError(this, "requires equal fraction bits of the operands and none of the result, but got " + a + ", " + b + " and " + y);
      }
      case DIV, DIV_EVEN -> {
        return true;
      }
    }
    return false;
  }

  /** Constants are computed (unless the result overflows); x + 0, x - 0 -> x; max(x, x), min(x, x) -> x. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (operands.get(0) instanceof IntegerAttr a && operands.get(1) instanceof IntegerAttr b) {
      try {
        return List.of(IntegerAttr.i64(FixedSemantics.binary(kind(), a.value(), lhsType(), b.value(), rhsType(), type())));
      } catch (ArithmeticException _) {
        return null;
      }
    }
    return switch (kind()) {
      case ADD, SUB -> isZero(operands.get(1)) ? same(lhs()) : kind() == Kind.ADD && isZero(operands.get(0)) ? same(rhs()) : null;
      case MAX, MIN -> lhs() == rhs() ? same(lhs()) : null;
      case MUL, DIV, DIV_EVEN, LESS, EQUAL -> null;
    };
  }

  private List<Object> same(Value value) {
    return value.type().equals(type()) ? List.of(value) : null;
  }

  private static boolean isZero(Attribute attribute) {
    return attribute instanceof IntegerAttr i && i.value() == 0;
  }
}

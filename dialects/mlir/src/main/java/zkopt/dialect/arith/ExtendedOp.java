package zkopt.dialect.arith;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import zkopt.ir.Attribute;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.TypedAttr;

/** {@code %low, %high = arith.mulsi_extended %a, %b : i32} and its like: operations with the part of the result that does not fit. */
public final class ExtendedOp extends Operation implements Traits.Pure, Traits.Foldable, Traits.Commutative, Traits.Elementwise, Traits.NamedResultGroups {
  /** Which operation; the names and meanings are MLIR's. */
  public enum Kind {
    ADDUI_EXTENDED("sum", "overflow"), MULSI_EXTENDED("low", "high"), MULUI_EXTENDED("low", "high");

    private final OpSpec spec;

    Kind(String first, String second) {
      boolean sum = name().startsWith("ADD");
      this.spec = OpSpec.of("arith." + name().toLowerCase(Locale.ROOT), state -> new ExtendedOp(this, state))
          .summary(sum ? "extended unsigned integer addition operation returning sum and overflow bit" : "extended integer multiplication operation")
          .operands(OperandDef.operand("lhs", TypeConstraint.INTEGER_LIKE), OperandDef.operand("rhs", TypeConstraint.INTEGER_LIKE))
          .results(ResultDef.result(first, TypeConstraint.INTEGER_LIKE), ResultDef.result(second, sum ? TypeConstraint.BOOL_LIKE : TypeConstraint.INTEGER_LIKE))
          .assembly("$lhs `,` $rhs attr-dict `:` " + (sum ? "type($sum) `,` type($overflow)" : "type($lhs)"));
    }

    public OpSpec spec() {
      return spec;
    }
  }

  private final Kind kind;

  private ExtendedOp(Kind kind, OperationState state) {
    super(state);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public List<ResultGroup> resultGroups() {
    return spec().results().stream().map(r -> new ResultGroup(r.name(), 1)).toList();
  }

  /** {@code x + 0 -> x, false}; {@code x * 0 -> 0, 0}; unsigned {@code x * 1 -> x, 0}; constants. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    Attribute a = operands.get(0);
    Attribute b = operands.get(1);
    TypedAttr zero = Constants.integer(0, result(1).type());
    if (zero != null && Constants.isInteger(b, 0)) return List.of(kind == Kind.ADDUI_EXTENDED ? operand(0) : zero, zero);
    if (zero != null && kind == Kind.MULUI_EXTENDED && Constants.isInteger(b, 1)) return List.of(operand(0), zero);
    List<Object> low = Constants.foldInteger(result(0).type(), a, b, this::exact);
    List<Object> high = low == null ? null : Constants.foldInteger(result(1).type(), a, b, (x, y, type) -> exact(x, y, type).shiftRight(Integers.width(type)));
    return high == null ? null : List.of(low.getFirst(), high.getFirst());
  }

  /** Low half and, above the width of {@code type}, what does not fit there: a carry, or the high half. */
  private BigInteger exact(BigInteger x, BigInteger y, Type type) {
    return switch (kind) {
      case ADDUI_EXTENDED -> Integers.unsigned(x, type).add(Integers.unsigned(y, type));
      case MULSI_EXTENDED -> x.multiply(y);
      case MULUI_EXTENDED -> Integers.unsigned(x, type).multiply(Integers.unsigned(y, type));
    };
  }

  @Override
  protected String problem() {
    var type = operand(0).type();
    boolean same = operand(1).type().equals(type) && result(0).type().equals(type);
    if (kind != Kind.ADDUI_EXTENDED) return same && result(1).type().equals(type) ? null : "failed to verify that all of {lhs, rhs, low, high} have same type";
    if (!same) return "failed to verify that all of {lhs, rhs, sum} have same type";
    return result(1).type().equals(ElementwiseAssembly.boolLike(type)) ? null
        : "failed to verify that result type has i1 element type and same shape as operands";
  }
}

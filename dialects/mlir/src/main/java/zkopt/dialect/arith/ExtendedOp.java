package zkopt.dialect.arith;

import java.util.List;
import java.util.Locale;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code %low, %high = arith.mulsi_extended %a, %b : i32} and its like: operations with the part of the result that does not fit. */
public final class ExtendedOp extends Operation implements Traits.Pure, Traits.Commutative, Traits.Elementwise, Traits.NamedResultGroups {
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

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var type = operand(0).type();
    boolean same = operand(1).type().equals(type) && result(0).type().equals(type)
        && result(1).type().equals(kind == Kind.ADDUI_EXTENDED ? ElementwiseAssembly.boolLike(type) : type);
    if (!same) {
      diagnostics.opError(this, kind == Kind.ADDUI_EXTENDED
          ? "failed to verify that result type has i1 element type and same shape as operands"
          : "failed to verify that all of {lhs, rhs, low, high} have same type");
    }
    return same;
  }
}

package zkopt.dialect.arith;

import java.util.List;
import java.util.Locale;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code arith.cmpi slt, %a, %b : i32}. */
public final class CmpIOp extends ComparisonOp<CmpIOp.Predicate> {
  /** The comparisons, in the order of MLIR's numbers. */
  public enum Predicate {
    EQ, NE, SLT, SLE, SGT, SGE, ULT, ULE, UGT, UGE;

    public boolean test(long a, long b) {
      return switch (this) {
        case EQ -> a == b;
        case NE -> a != b;
        case SLT -> a < b;
        case SLE -> a <= b;
        case SGT -> a > b;
        case SGE -> a >= b;
        case ULT -> Long.compareUnsigned(a, b) < 0;
        case ULE -> Long.compareUnsigned(a, b) <= 0;
        case UGT -> Long.compareUnsigned(a, b) > 0;
        case UGE -> Long.compareUnsigned(a, b) >= 0;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final OpSpec SPEC = OpSpec.of("arith.cmpi", CmpIOp::new)
      .summary("integer comparison operation")
      .attributes(predicateDef(Predicate.values()))
      .operands(OperandDef.operand("lhs", TypeConstraint.INTEGER_LIKE), OperandDef.operand("rhs", TypeConstraint.INTEGER_LIKE))
      .results(ResultDef.result("result", TypeConstraint.INTEGER_LIKE))
      .assembly(new ComparisonAssembly<>(Predicate.values(), ElementwiseAssembly.PLAIN));

  CmpIOp(OperationState state) {
    super(state, Predicate.class);
  }

  public static CmpIOp create(OpBuilder builder, Location location, Predicate predicate, Value lhs, Value rhs) {
    return builder.create(state(SPEC, location, predicate, lhs, rhs));
  }

  /** {@code cmpi(pred, x, x)}; constants. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (!result().type().equals(IntegerType.I1)) return null;
    if (lhs() == rhs()) return List.of(IntegerAttr.bool(predicate().test(0, 0)));
    if (operands.get(0) instanceof IntegerAttr a && operands.get(1) instanceof IntegerAttr b) {
      return List.of(IntegerAttr.bool(predicate().test(a.value(), b.value())));
    }
    return null;
  }
}

package zkopt.dialect.arith;

import java.util.List;
import java.util.Locale;
import zkopt.ir.Attribute;
import zkopt.ir.FloatAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code arith.cmpf ogt, %a, %b : f32}. */
public final class CmpFOp extends ComparisonOp<CmpFOp.Predicate> {
  /** The comparisons, in the order of MLIR's numbers; ordered ones are false, unordered ones true for NaN. */
  public enum Predicate {
    FALSE, OEQ, OGT, OGE, OLT, OLE, ONE, ORD, UEQ, UGT, UGE, ULT, ULE, UNE, UNO, TRUE;

    public boolean test(double a, double b) {
      boolean unordered = Double.isNaN(a) || Double.isNaN(b);
      return switch (this) {
        case FALSE -> false;
        case OEQ -> a == b;
        case OGT -> a > b;
        case OGE -> a >= b;
        case OLT -> a < b;
        case OLE -> a <= b;
        case ONE -> a < b || a > b;
        case ORD -> !unordered;
        case UEQ -> unordered || a == b;
        case UGT -> unordered || a > b;
        case UGE -> unordered || a >= b;
        case ULT -> unordered || a < b;
        case ULE -> unordered || a <= b;
        case UNE -> unordered || a != b;
        case UNO -> unordered;
        case TRUE -> true;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final OpSpec SPEC = OpSpec.of("arith.cmpf", CmpFOp::new)
      .summary("floating-point comparison operation")
      .attributes(predicateDef(Predicate.values()), FlagsAttr.FASTMATH_DEF)
      .operands(OperandDef.operand("lhs", TypeConstraint.FLOAT_LIKE), OperandDef.operand("rhs", TypeConstraint.FLOAT_LIKE))
      .results(ResultDef.result("result", TypeConstraint.BOOL_LIKE))
      .assembly(new ComparisonAssembly<>(Predicate.values(), ElementwiseAssembly.FASTMATH));

  CmpFOp(OperationState state) {
    super(state, Predicate.class);
  }

  public static CmpFOp create(OpBuilder builder, Location location, Predicate predicate, Value lhs, Value rhs) {
    return builder.create(state(SPEC, location, predicate, lhs, rhs));
  }

  /** Constants, of which a NaN decides alone. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    var a = operands.get(0) instanceof FloatAttr f ? f : null;
    var b = operands.get(1) instanceof FloatAttr f ? f : null;
    boolean unordered = a != null && Double.isNaN(a.value()) || b != null && Double.isNaN(b.value());
    if (unordered) return List.of(IntegerAttr.bool(predicate().test(Double.NaN, Double.NaN)));
    return a == null || b == null ? null : List.of(IntegerAttr.bool(predicate().test(a.value(), b.value())));
  }
}

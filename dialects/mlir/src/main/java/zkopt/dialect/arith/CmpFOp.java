package zkopt.dialect.arith;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.AttrDef.optionalAttr;

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
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code arith.cmpf ogt, %a, %b : f32}. */
public final class CmpFOp extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.SameTypeOperands, Traits.Elementwise, Traits.InferResultTypes {
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
      .attributes(
          attr("predicate", "allowed 64-bit signless integer cases: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15", IntegerAttr.class),
          optionalAttr("fastmath", "floating point fast math flags", FlagsAttr.class).withDefault(FlagsAttr.NO_FASTMATH))
      .operands(OperandDef.operand("lhs", TypeConstraint.FLOAT_LIKE), OperandDef.operand("rhs", TypeConstraint.FLOAT_LIKE))
      .results(ResultDef.result("result", TypeConstraint.INTEGER_LIKE))
      .assembly(new ComparisonAssembly<>(Predicate.values(), ElementwiseAssembly.FASTMATH));

  CmpFOp(OperationState state) {
    super(state);
  }

  public static CmpFOp create(OpBuilder builder, Location location, Predicate predicate, Value lhs, Value rhs) {
    return builder.create(new OperationState(SPEC, location)
        .attribute("predicate", IntegerAttr.i64(predicate.ordinal()))
        .operands(lhs, rhs).results(ElementwiseAssembly.boolLike(lhs.type())));
  }

  public Predicate predicate() {
    return Predicate.values()[(int) ((IntegerAttr) attribute("predicate")).value()];
  }

  public Value lhs() {
    return operand(0);
  }

  public Value rhs() {
    return operand(1);
  }

  /** Constants. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (operands.get(0) instanceof FloatAttr a && operands.get(1) instanceof FloatAttr b) {
      return List.of(IntegerAttr.bool(predicate().test(a.value(), b.value())));
    }
    return null;
  }
}

package zkopt.dialect.arith;

import java.math.BigInteger;
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
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.TypedAttr;
import zkopt.ir.Value;

/** {@code arith.cmpi slt, %a, %b : i32}. */
public final class CmpIOp extends ComparisonOp<CmpIOp.Predicate> {
  /** The comparisons, in the order of MLIR's numbers. */
  public enum Predicate {
    EQ, NE, SLT, SLE, SGT, SGE, ULT, ULE, UGT, UGE;

    /** What holds where this does not. */
    public Predicate inverted() {
      return switch (this) {
        case EQ -> NE;
        case NE -> EQ;
        case SLT -> SGE;
        case SLE -> SGT;
        case SGT -> SLE;
        case SGE -> SLT;
        case ULT -> UGE;
        case ULE -> UGT;
        case UGT -> ULE;
        case UGE -> ULT;
      };
    }

    /** The same comparison of the operands exchanged. */
    public Predicate exchanged() {
      return switch (this) {
        case EQ -> EQ;
        case NE -> NE;
        case SLT -> SGT;
        case SLE -> SGE;
        case SGT -> SLT;
        case SGE -> SLE;
        case ULT -> UGT;
        case ULE -> UGE;
        case UGT -> ULT;
        case UGE -> ULE;
      };
    }

    public boolean test(long a, long b) {
      return holds(Long.compare(a, b), Long.compareUnsigned(a, b));
    }

    /** Whether it holds of two numbers in this order, read as signed and as unsigned. */
    private boolean holds(int signed, int unsigned) {
      return switch (this) {
        case EQ -> signed == 0;
        case NE -> signed != 0;
        case SLT -> signed < 0;
        case SLE -> signed <= 0;
        case SGT -> signed > 0;
        case SGE -> signed >= 0;
        case ULT -> unsigned < 0;
        case ULE -> unsigned <= 0;
        case UGT -> unsigned > 0;
        case UGE -> unsigned >= 0;
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
      .results(ResultDef.result("result", TypeConstraint.BOOL_LIKE))
      .assembly(new ComparisonAssembly<>(Predicate.values(), ElementwiseAssembly.PLAIN));

  CmpIOp(OperationState state) {
    super(state, Predicate.class);
  }

  public static CmpIOp create(OpBuilder builder, Location location, Predicate predicate, Value lhs, Value rhs) {
    return builder.create(state(SPEC, location, predicate, lhs, rhs));
  }

  public void setPredicate(Predicate predicate) {
    setAttribute(PREDICATE, IntegerAttr.i64(predicate.ordinal()));
  }

  /** {@code cmpi(pred, x, x)}; {@code ext(b) != 0 -> b} for b of type i1; constants. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    Type type = result().type();
    Attribute rhs = operands.get(1);
    if (lhs() == rhs()) {
      TypedAttr equal = Constants.filled(IntegerAttr.bool(predicate().test(0, 0)), type);
      return equal == null ? null : List.of(equal);
    }
    if (predicate() == Predicate.NE && Constants.isInteger(rhs, 0)) {
      boolean extends1 = lhs().definingOp() instanceof CastOp c && (c.kind() == CastOp.Kind.EXTSI || c.kind() == CastOp.Kind.EXTUI) && isBoolean(c.in());
      if (extends1) return List.of(lhs().definingOp().operand(0));
    }
    Predicate predicate = predicate();
    return Constants.foldInteger(type, operands.get(0), rhs,
        (a, b, _) -> predicate.holds(a.compareTo(b), Integers.compareUnsigned(a, b)) ? BigInteger.ONE : BigInteger.ZERO);
  }

  private static boolean isBoolean(Value value) {
    return Constants.elementType(value.type()).equals(IntegerType.I1);
  }
}

package zkopt.dialect.arith;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.ir.AttrSyntax;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;

/**
 * Compares two values of one type; yields booleans.
 *
 * @param <P> the comparisons, in the order of MLIR's numbers
 */
public abstract sealed class ComparisonOp<P extends Enum<P>> extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.Elementwise, Traits.InferResultTypes
    permits CmpIOp, CmpFOp {
  static final String PREDICATE = "predicate";

  private final Class<P> predicates;

  ComparisonOp(OperationState state, Class<P> predicates) {
    super(state);
    this.predicates = predicates;
  }

  /** The attribute that numbers the predicates. */
  static AttrDef predicateDef(Enum<?>[] predicates) {
    String numbers = IntStream.range(0, predicates.length).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return new AttrDef(PREDICATE, "allowed 64-bit signless integer cases: " + numbers,
        a -> a instanceof IntegerAttr(long number, Type type) && type.equals(IntegerType.I64) && number >= 0 && number < predicates.length,
        false, null, AttrSyntax.FULL);
  }

  static OperationState state(OpSpec spec, Location location, Enum<?> predicate, Value lhs, Value rhs) {
    return new OperationState(spec, location)
        .attribute(PREDICATE, IntegerAttr.i64(predicate.ordinal()))
        .operands(lhs, rhs).results(ElementwiseAssembly.boolLike(lhs.type()));
  }

  public P predicate() {
    return predicates.getEnumConstants()[(int) ((IntegerAttr) attribute(PREDICATE)).value()];
  }

  @Override
  protected String problem() {
    if (!result().type().equals(ElementwiseAssembly.boolLike(lhs().type()))) return "failed to verify that result type has i1 element type and same shape as operands";
    return lhs().type().equals(rhs().type()) ? null : "requires all operands to have the same type";
  }

  public Value lhs() {
    return operand(0);
  }

  public Value rhs() {
    return operand(1);
  }
}

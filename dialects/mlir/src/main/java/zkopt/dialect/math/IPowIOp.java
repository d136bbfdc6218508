package zkopt.dialect.math;

import java.util.List;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerAttr;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code math.ipowi %base, %exponent : i32}: a signed integer raised to the power of another. */
public final class IPowIOp extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.SameOperandsAndResultType, Traits.Elementwise, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("math.ipowi", IPowIOp::new)
      .summary("signed integer raised to the power of operation")
      .operands(OperandDef.operand("lhs", TypeConstraint.INTEGER_LIKE), OperandDef.operand("rhs", TypeConstraint.INTEGER_LIKE))
      .results(ResultDef.result("result", TypeConstraint.INTEGER_LIKE))
      .assembly(ElementwiseAssembly.PLAIN);

  IPowIOp(OperationState state) {
    super(state);
  }

  /** Constants; zero to a negative power is not defined, other whole numbers but 1 and -1 become 0. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    return Constants.fold(result().type(), x -> {
      if (!(x.get(0) instanceof IntegerAttr i) || !(x.get(1) instanceof IntegerAttr e)) return null;
      long base = Constants.signed(i);
      long exponent = Constants.signed(e);
      if (base == 0 && exponent < 0) return null;
      long power = exponent >= 0 ? power(base, exponent) : base == 1 ? 1 : base == -1 ? exponent % 2 == 0 ? 1 : -1 : 0;
      return IntegerAttr.of(power << Long.SIZE - Constants.width(i.type()) >> Long.SIZE - Constants.width(i.type()), i.type());
    }, operands.get(0), operands.get(1));
  }

  private static long power(long base, long exponent) {
    long power = 1;
    for (long square = base, rest = exponent; rest > 0; rest >>= 1, square *= square) if ((rest & 1) != 0) power *= square;
    return power;
  }
}

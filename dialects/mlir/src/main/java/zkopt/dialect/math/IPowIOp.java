package zkopt.dialect.math;

import java.math.BigInteger;
import java.util.List;
import zkopt.dialect.arith.Constants;
import zkopt.dialect.arith.ElementwiseAssembly;
import zkopt.dialect.arith.Integers;
import zkopt.ir.Attribute;
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
      BigInteger base = Integers.signed(x.get(0));
      BigInteger exponent = Integers.signed(x.get(1));
      BigInteger power = base == null || exponent == null ? null : power(base, exponent, Integers.width(x.get(0).type()));
      return power == null ? null : Integers.constant(power, x.get(0).type());
    }, operands.get(0), operands.get(1));
  }

  private static BigInteger power(BigInteger base, BigInteger exponent, int width) {
    if (exponent.signum() >= 0) return base.modPow(exponent, BigInteger.ONE.shiftLeft(width));
    if (base.signum() == 0) return null;
    if (!base.abs().equals(BigInteger.ONE)) return BigInteger.ZERO;
    return exponent.testBit(0) ? base : BigInteger.ONE;
  }
}

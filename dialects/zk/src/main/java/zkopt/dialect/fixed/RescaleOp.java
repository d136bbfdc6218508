package zkopt.dialect.fixed;

import java.util.List;
import zkopt.ir.Attribute;
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
 * {@code fixed.rescale %x : !fixed.q<37, 24> to !fixed.q<25, 12>}: the same number with another binary point, rounded half up where
 * bits are dropped ({@link FixedSemantics#rescale}).
 */
public final class RescaleOp extends Operation implements Traits.Pure, Traits.Foldable {
  private static final OperandDef OPERAND = OperandDef.operand("operand", QType.ANY);
  private static final ResultDef RESULT = ResultDef.result("result", QType.ANY);
  public static final OpSpec SPEC = OpSpec.of("fixed.rescale", RescaleOp::new)
      .summary("moves the binary point, rounding half up")
      .operands(OPERAND).results(RESULT)
      .assembly("$operand attr-dict `:` type($operand) `to` type($result)");

  RescaleOp(OperationState state) {
    super(state);
  }

  public static RescaleOp create(OpBuilder b, Location loc, Value operand, QType result) {
    return b.create(new OperationState(SPEC, loc).operands(operand).results(result));
  }

  public Value operand() {
    return operand(0);
  }

  public QType operandType() {
    return (QType) operand().type();
  }

  public QType type() {
    return (QType) result().type();
  }

  /** Fraction bits dropped; negative: added. */
  public int shift() {
    return operandType().frac() - type().frac();
  }

  /** Constants are computed (unless the result overflows); a rescale to the same type is the operand. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (operandType().equals(type())) return List.of(operand());
    if (!(operands.get(0) instanceof IntegerAttr x)) return null;
    try {
      return List.of(IntegerAttr.i64(FixedSemantics.rescale(x.value(), operandType(), type())));
    } catch (ArithmeticException _) {
      return null;
    }
  }
}

package zkopt.dialect.fixed;

import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/**
 * {@code fixed.table %x {first = -2 : i64, values = dense<[4, 1, 0, 1, 4]> : tensor<5xi64>} : q -> q}: a function by its values at
 * consecutive integers, from {@code first} on. An x beyond them is an error when it is computed.
 */
public final class TableOp extends Operation implements Traits.Pure, Traits.Foldable {
  private static final OperandDef OPERAND = OperandDef.operand("operand", QType.ANY);
  private static final ResultDef RESULT = ResultDef.result("result", QType.ANY);
  private static final AttrDef FIRST = AttrDef.attr("first", "64-bit signless integer attribute", IntegerAttr.class);
  private static final AttrDef VALUES = AttrDef.attr("values", "constant integer elements", ElementsAttr.class);
  public static final OpSpec SPEC = OpSpec.of("fixed.table", TableOp::new)
      .summary("a function by the table of its values")
      .operands(OPERAND).results(RESULT).attributes(FIRST, VALUES)
      .assembly("$operand attr-dict `:` type($operand) `->` type($result)");

  TableOp(OperationState state) {
    super(state);
  }

  /** @param values a tensor of one dimension of 64-bit integers: the function at {@code first}, {@code first + 1}, ... */
  public static TableOp create(OpBuilder b, Location loc, Value operand, long first, ElementsAttr values, QType result) {
    return b.create(new OperationState(SPEC, loc).attribute("first", IntegerAttr.i64(first)).attribute("values", values).operands(operand)
        .results(result));
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

  /** The least integer that the table has. */
  public long first() {
    return attribute("first", IntegerAttr.class).value();
  }

  public ElementsAttr values() {
    return attribute("values", ElementsAttr.class);
  }

  /** The function; it throws an {@link ArithmeticException} beyond the table. */
  public Function function() {
    return new Function(first(), values().toLongs(), operandType().frac());
  }

  /**
   * A function by its values.
   *
   * @param frac fraction bits of the arguments
   */
  public record Function(long first, long[] values, int frac) {
    /** @throws ArithmeticException when the table does not have {@code x} */
    public long at(long x) {
      long i = x - first;
      if (i >= 0 && i < values.length) return values[(int) i];
      throw new ArithmeticException(real(x) + " is outside of " + real(first) + " .. " + real(last()) + ", where the function is tabulated");
    }

    public long last() {
      return first + values.length - 1;
    }

    private double real(long x) {
      return Math.scalb((double) x, -frac);
    }
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var type = values().type();
    if (type.rank() != 1 || !type.hasStaticShape() || type.numElements() == 0 || !type.elementType().equals(IntegerType.I64)) {
      diagnostics.opError(this, "requires 'values' to be of type tensor<Nxi64>, but got '" + type + "'");
      return false;
    }
    for (long value : values().toLongs()) {
      if (type().holds(value)) continue;
      diagnostics.opError(this, "has the value " + value + ", which does not fit '" + type() + "'");
      return false;
    }
    return true;
  }

  /** Constants are looked up, unless the table does not have them. */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (!(operands.getFirst() instanceof IntegerAttr x)) return null;
    try {
      return List.of(IntegerAttr.i64(function().at(x.value())));
    } catch (ArithmeticException _) {
      return null;
    }
  }
}

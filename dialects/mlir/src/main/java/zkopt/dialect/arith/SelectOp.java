package zkopt.dialect.arith;

import java.util.List;
import java.util.Set;
import zkopt.ir.Attribute;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code arith.select %cond, %a, %b : f32}; a condition of shaped type stands before: {@code : vector<4xi1>, vector<4xf32>}. */
public final class SelectOp extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.Elementwise, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("arith.select", SelectOp::new)
      .summary("select operation")
      .operands(OperandDef.operand("condition", TypeConstraint.BOOL_LIKE), OperandDef.operand("true_value", TypeConstraint.ANY),
          OperandDef.operand("false_value", TypeConstraint.ANY))
      .results(ResultDef.result("result", TypeConstraint.ANY))
      .assembly(new Assembly());

  SelectOp(OperationState state) {
    super(state);
  }

  public static SelectOp create(OpBuilder builder, Location location, Value condition, Value trueValue, Value falseValue) {
    return builder.create(new OperationState(SPEC, location).operands(condition, trueValue, falseValue).results(trueValue.type()));
  }

  public Value condition() {
    return operand(0);
  }

  public Value trueValue() {
    return operand(1);
  }

  public Value falseValue() {
    return operand(2);
  }

  /**
   * {@code select(c, x, x) -> x}; {@code select(true, x, y) -> x}; {@code select(false, x, y) -> y}; {@code select(c, true, false) -> c};
   * {@code select(x == y, x, y) -> y}; {@code select(x != y, x, y) -> x}; constants.
   */
  @Override
  public List<Object> fold(List<Attribute> operands) {
    if (trueValue() == falseValue()) return List.of(trueValue());
    Attribute condition = operands.getFirst();
    if (Constants.isInteger(condition, 1)) return List.of(trueValue());
    if (Constants.isInteger(condition, 0)) return List.of(falseValue());
    boolean isCondition = result().type().equals(IntegerType.I1) && Constants.isInteger(operands.get(1), 1) && Constants.isInteger(operands.get(2), 0);
    if (isCondition) return List.of(condition());
    if (condition().definingOp() instanceof CmpIOp compare && comparesChoices(compare)) {
      if (compare.predicate() == CmpIOp.Predicate.EQ) return List.of(falseValue());
      if (compare.predicate() == CmpIOp.Predicate.NE) return List.of(trueValue());
    }
    boolean dense = operands.stream().allMatch(DenseElementsAttr.class::isInstance);
    return dense ? Constants.fold(result().type(), x -> Constants.isInteger(x.get(0), 0) ? x.get(2) : x.get(1), operands.toArray(Attribute[]::new)) : null;
  }

  private boolean comparesChoices(CmpIOp compare) {
    return compare.lhs() == trueValue() && compare.rhs() == falseValue() || compare.rhs() == trueValue() && compare.lhs() == falseValue();
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (trueValue().type().equals(falseValue().type()) && trueValue().type().equals(result().type())) return true;
    diagnostics.opError(this, "failed to verify that all of {true_value, false_value, result} have same type");
    return false;
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var operands = parser.parseOperandList();
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      Type first = parser.parseType();
      boolean shaped = parser.accept(",");
      Type type = shaped ? parser.parseType() : first;
      state.operands(parser.resolve(operands, List.of(shaped ? first : IntegerType.I1, type, type))).results(type);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").values(op.operands()).attrDict(op, Set.of()).text(" : ");
      if (!op.operand(0).type().equals(IntegerType.I1)) printer.type(op.operand(0).type()).text(", ");
      printer.type(op.result().type());
    }
  }
}

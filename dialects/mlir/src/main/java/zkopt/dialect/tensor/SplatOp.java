package zkopt.dialect.tensor;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code tensor.splat %v : tensor<4xf32>}: every element the same. */
public final class SplatOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.splat", SplatOp::new)
      .summary("tensor splat or broadcast operation")
      .operands(OperandDef.operand("input", TypeConstraint.SCALAR), OperandDef.variadicOperand("dynamicSizes", TypeConstraint.INDEX))
      .results(ResultDef.result("aggregate", TypeConstraint.RANKED_TENSOR))
      .assembly(new Assembly());

  SplatOp(OperationState state) {
    super(state);
  }

  public static SplatOp create(OpBuilder builder, Location location, TensorType type, Value input) {
    return builder.create(new OperationState(SPEC, location).operands(input).results(type));
  }

  public Value input() {
    return operand(0);
  }

  @Override
  protected String problem() {
    var type = (TensorType) result().type();
    if (!input().type().equals(type.elementType())) return "failed to verify that operand type matches element type of result";
    return DynamicSizes.problem(numOperands() - 1, type);
  }

  @Override
  public String resultNameHint() {
    return "splat";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var input = parser.parseOperand();
      List<OpParser.UnresolvedOperand> sizes = List.of();
      if (parser.accept("[")) {
        sizes = parser.parseOperandList();
        parser.expect("]");
      }
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      Location at = parser.currentLocation();
      if (!(parser.parseType() instanceof TensorType type)) throw parser.error(at, "expected a ranked tensor type");
      state.operands(parser.resolve(input, type.elementType()))
          .operands(parser.resolve(sizes, Collections.nCopies(sizes.size(), IndexType.INDEX))).results(type);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0));
      if (op.numOperands() > 1) printer.text("[").values(op.operands().subList(1, op.numOperands())).text("]");
      printer.attrDict(op, Set.of()).text(" : ").type(op.result().type());
    }
  }
}

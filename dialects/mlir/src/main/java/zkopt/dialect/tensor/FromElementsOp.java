package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code tensor.from_elements %a, %b : tensor<2xf32>}. */
public final class FromElementsOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("tensor.from_elements", FromElementsOp::new)
      .summary("tensor from elements operation.")
      .operands(variadicOperand("elements", TypeConstraint.ANY))
      .results(ResultDef.result("result", TypeConstraint.STATIC_TENSOR))
      .assembly(new Assembly());

  FromElementsOp(OperationState state) {
    super(state);
  }

  public static FromElementsOp create(OpBuilder builder, Location location, TensorType type, List<? extends Value> elements) {
    return builder.create(new OperationState(SPEC, location).operands(elements).results(type));
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var type = (ShapedType) result().type();
    boolean matches = type.hasStaticShape() && type.numElements() == numOperands() && operands().stream().allMatch(v -> v.type().equals(type.elementType()));
    if (!matches) diagnostics.opError(this, "failed to verify that operand types match result element type");
    return matches;
  }

  @Override
  public String resultNameHint() {
    return "from_elements";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var elements = parser.parseOperandList();
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      Location at = parser.currentLocation();
      if (!(parser.parseType() instanceof TensorType type)) throw parser.error(at, "expected a ranked tensor type");
      state.operands(parser.resolve(elements, Collections.nCopies(elements.size(), type.elementType()))).results(type);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").values(op.operands()).attrDict(op, Set.of()).text(" : ").type(op.result().type());
    }
  }
}

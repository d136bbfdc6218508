package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.AttrDef.attr;

import java.util.Set;
import zkopt.ir.Attribute;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.ElementsAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code onnx.Constant dense<1.0> : tensor<f32>}: constant data; weights are {@code dense_resource}. */
public final class ConstantOp extends Operation implements Traits.Pure, Traits.ConstantLike {
  public static final OpSpec SPEC = OpSpec.of("onnx.Constant", ConstantOp::new)
      .summary("constant data")
      .attributes(attr("value", "constant vector/tensor attribute", ElementsAttr.class))
      .results(ResultDef.result("output", TypeConstraint.TENSOR))
      .assembly(new Assembly());

  ConstantOp(OperationState state) {
    super(state);
  }

  public static ConstantOp create(OpBuilder builder, Location location, ElementsAttr value) {
    return builder.create(new OperationState(SPEC, location).attribute("value", value).results(value.type()));
  }

  public ElementsAttr value() {
    return attribute("value", ElementsAttr.class);
  }

  /** Whether {@code constant} is constant data that the text did not elide. */
  public static boolean isPresent(Attribute constant) {
    return constant instanceof DenseElementsAttr || constant instanceof DenseResourceAttr r && r.data() != null;
  }

  @Override
  public ElementsAttr constantValue() {
    return value();
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (value().type().equals(result().type())) return true;
    diagnostics.opError(this, "requires a value of the type of its result '" + result().type() + "', but got '" + value().type() + "'");
    return false;
  }

  /** {@code attr-dict value}: the type of the value is that of the result. */
  private static final class Assembly implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attributes(parser.parseOptionalAttrDict());
      var at = parser.currentLocation();
      if (!(parser.parseAttribute() instanceof ElementsAttr value)) throw parser.error(at, "expected constant data with a tensor type");
      state.attribute("value", value).results(value.type());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.attrDict(op, Set.of("value")).text(" ").attribute(((ConstantOp) op).value());
    }
  }
}

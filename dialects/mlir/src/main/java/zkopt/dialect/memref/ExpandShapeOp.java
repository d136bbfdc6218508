package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.Set;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.expand_shape %m [[0, 1], [2]] output_shape [2, 3, 4] : memref<6x4xf32> into memref<2x3x4xf32>}. */
public final class ExpandShapeOp extends ReshapeOp {
  public static final OpSpec SPEC = OpSpec.of("memref.expand_shape", ExpandShapeOp::new)
      .summary("operation to produce a memref with a higher rank.")
      .attributes(
          REASSOCIATION_DEF,
          attr("static_output_shape", "i64 dense array attribute", DenseArrayAttr.class))
      .operands(OperandDef.operand("src", TypeConstraint.MEMREF), variadicOperand("output_shape", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.MEMREF))
      .assembly(new Assembly());

  ExpandShapeOp(OperationState state) {
    super(state);
  }

  /** With a static result type. */
  public static ExpandShapeOp create(OpBuilder builder, Location location, Value source, MemRefType type, List<long[]> groups) {
    long[] shape = type.shape().stream().mapToLong(Long::longValue).toArray();
    return builder.create(new OperationState(SPEC, location)
        .attribute(REASSOCIATION, Reassociation.attribute(groups))
        .attribute("static_output_shape", DenseArrayAttr.i64(shape))
        .operands(source).results(type));
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return verify(result(), source(), diagnostics);
  }

  @Override
  public String resultNameHint() {
    return "expand_shape";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var source = parser.parseOperand();
      state.attribute(REASSOCIATION, parser.parseAttribute());
      parser.expect("output_shape");
      var shape = IndexLists.parse(parser);
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      Type sourceType = parser.parseType();
      parser.expect("into");
      state.operands(parser.resolve(source, sourceType));
      shape.resolve(parser, state, "static_output_shape");
      state.results(parser.parseType());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).text(" ");
      Reassociation.print(printer, op.attribute(REASSOCIATION));
      printer.text(" output_shape ");
      IndexLists.print(printer, op, "static_output_shape", op.operands().subList(1, op.numOperands()));
      printer.attrDict(op, Set.of(REASSOCIATION, "static_output_shape"))
          .text(" : ").type(op.operand(0).type()).text(" into ").type(op.result().type());
    }
  }
}

package zkopt.dialect.memref;

import java.util.List;
import java.util.Set;
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

/** {@code memref.collapse_shape %m [[0, 1], [2]] : memref<2x3x4xf32> into memref<6x4xf32>}. */
public final class CollapseShapeOp extends ReshapeOp {
  public static final OpSpec SPEC = OpSpec.of("memref.collapse_shape", CollapseShapeOp::new)
      .summary("operation to produce a memref with a smaller rank.")
      .attributes(REASSOCIATION_DEF)
      .operands(OperandDef.operand("src", TypeConstraint.MEMREF))
      .results(ResultDef.result("result", TypeConstraint.MEMREF))
      .assembly(new Assembly());

  CollapseShapeOp(OperationState state) {
    super(state);
  }

  public static CollapseShapeOp create(OpBuilder builder, Location location, Value source, MemRefType type, List<long[]> groups) {
    return builder.create(new OperationState(SPEC, location)
        .attribute(REASSOCIATION, Reassociation.attribute(groups)).operands(source).results(type));
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return verify(source(), result(), diagnostics);
  }

  @Override
  public String resultNameHint() {
    return "collapse_shape";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var source = parser.parseOperand();
      state.attribute(REASSOCIATION, parser.parseAttribute());
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      Type sourceType = parser.parseType();
      parser.expect("into");
      state.operands(parser.resolve(source, sourceType)).results(parser.parseType());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).text(" ");
      Reassociation.print(printer, op.attribute(REASSOCIATION));
      printer.attrDict(op, Set.of(REASSOCIATION)).text(" : ").type(op.operand(0).type()).text(" into ").type(op.result().type());
    }
  }
}

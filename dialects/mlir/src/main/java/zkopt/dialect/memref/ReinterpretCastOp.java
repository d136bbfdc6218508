package zkopt.dialect.memref;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/**
 * {@code memref.reinterpret_cast %m to offset: [0], sizes: [8], strides: [1] : memref<2x4xf32> to memref<8xf32>}: the same data seen
 * with another shape and layout.
 */
public final class ReinterpretCastOp extends StridedViewOp {
  public static final OpSpec SPEC = spec("memref.reinterpret_cast", ReinterpretCastOp::new, TypeConstraint.ANY)
      .summary("memref reinterpret cast operation")
      .assembly(new Assembly());

  ReinterpretCastOp(OperationState state) {
    super(state);
  }

  /** With static offsets, sizes and strides. */
  public static ReinterpretCastOp create(OpBuilder builder, Location location, Value source, MemRefType type, long[] offsets, long[] sizes,
      long[] strides) {
    return builder.create(state(SPEC, location, source, type, offsets, sizes, strides));
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return ElementTypes.verifyEqual(this, source(), result(), diagnostics);
  }

  @Override
  public String resultNameHint() {
    return "reinterpret_cast";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var source = parser.parseOperand();
      parser.expect("to");
      var offsets = parseList(parser, "offset");
      parser.expect(",");
      var sizes = parseList(parser, "sizes");
      parser.expect(",");
      parseTypes(parser, state, source, offsets, sizes, parseList(parser, "strides"));
    }

    private static IndexLists.Parsed parseList(OpParser parser, String name) {
      parser.expect(name);
      parser.expect(":");
      return IndexLists.parse(parser);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      ((ReinterpretCastOp) op).print(printer, " to offset: ", ", sizes: ", ", strides: ");
    }
  }
}

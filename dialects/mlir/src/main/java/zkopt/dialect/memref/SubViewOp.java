package zkopt.dialect.memref;

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
 * {@code memref.subview %m[0, 0][2, 2][1, 1] : memref<4x4xf32> to memref<2x2xf32, strided<[4, 1]>>}: a part of a buffer.
 */
public final class SubViewOp extends StridedViewOp {
  public static final OpSpec SPEC = spec("memref.subview", SubViewOp::new, TypeConstraint.MEMREF)
      .summary("memref subview operation")
      .assembly(new Assembly());

  SubViewOp(OperationState state) {
    super(state);
  }

  /** With static offsets, sizes and strides. */
  public static SubViewOp create(OpBuilder builder, Location location, Value source, MemRefType type, long[] offsets, long[] sizes,
      long[] strides) {
    return builder.create(state(SPEC, location, source, type, offsets, sizes, strides));
  }

  @Override
  public String resultNameHint() {
    return "subview";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      parseTypes(parser, state, parser.parseOperand(), IndexLists.parse(parser), IndexLists.parse(parser), IndexLists.parse(parser));
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      ((SubViewOp) op).print(printer, "", " ", " ");
    }
  }
}

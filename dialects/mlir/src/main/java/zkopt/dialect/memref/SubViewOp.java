package zkopt.dialect.memref;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/**
 * {@code memref.subview %m[0, 0][2, 2][1, 1] : memref<4x4xf32> to memref<2x2xf32, strided<[4, 1]>>}: a part of a buffer.
 */
public final class SubViewOp extends StridedViewOp {
  public static final OpSpec SPEC = spec("memref.subview", SubViewOp::new, TypeConstraint.MEMREF)
      .summary("memref subview operation")
      .assembly("$source `` custom<DynamicIndexList>($offsets, $static_offsets) custom<DynamicIndexList>($sizes, $static_sizes) "
          + "custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($source) `to` type($result)");

  SubViewOp(OperationState state) {
    super(state);
  }

  /** With static offsets, sizes and strides. */
  public static SubViewOp create(OpBuilder builder, Location location, Value source, MemRefType type, long[] offsets, long[] sizes,
      long[] strides) {
    return builder.create(state(SPEC, location, source, type, offsets, sizes, strides));
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (!super.verify(diagnostics)) return false;
    int rank = ((MemRefType) source().type()).rank();
    String problem = offsets().length != rank ? "expected " + rank + " offset values, got " + offsets().length
        : ((MemRefType) result().type()).rank() > rank ? "expected result rank to be smaller or equal to the source rank. " : null;
    if (problem != null) diagnostics.error(this, problem);
    return problem == null;
  }

  @Override
  public String resultNameHint() {
    return "subview";
  }
}

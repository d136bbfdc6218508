package zkopt.dialect.memref;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
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
  public static final OpSpec SPEC = spec("memref.reinterpret_cast", ReinterpretCastOp::new, TypeConstraint.ANY_MEMREF)
      .summary("memref reinterpret cast operation")
      .assembly("$source `to` `offset` `` `:` custom<DynamicIndexList>($offsets, $static_offsets) `` `,` `sizes` `` `:` "
          + "custom<DynamicIndexList>($sizes, $static_sizes) `` `,` `strides` `` `:` custom<DynamicIndexList>($strides, $static_strides) "
          + "attr-dict `:` type($source) `to` type($result)");

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
}

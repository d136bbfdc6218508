package zkopt.dialect.memref;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
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
  protected String bareProblem() {
    var base = (MemRefType) source().type();
    var type = (MemRefType) result().type();
    String problem = MixedLists.problem(this, base.rank(), false);
    if (problem != null) return problem;
    if (!Objects.equals(base.memorySpace(), type.memorySpace())) {
      return "different memory spaces specified for base memref type '" + base + "' and subview memref type '" + type + "'";
    }
    if (!base.isStrided()) return "base type '" + base + "' is not strided";
    if (type.rank() > base.rank()) return "expected result rank to be smaller or equal to the source rank. ";
    Strides whole = Strides.of(base);
    if (whole == null) return null;
    var sizes = Arrays.stream(sizes()).boxed().toList();
    Strides view = whole.view(offsets(), strides());
    String different = !isReduced(sizes, type.shape()) ? "sizes" : !base.elementType().equals(type.elementType()) ? "element type"
        : !fits(view, type) ? "layout" : null;
    if (different == null) return null;
    var expected = new MemRefType(sizes, base.elementType(), view.layout(), base.memorySpace());
    return "expected result type to be '" + expected + "' or a rank-reduced version. (mismatch of result " + different + ") ";
  }

  /**
   * Which dimensions of the source the result leaves out, as MLIR tells them by the sizes and by the strides of the two types; null where they do not tell.
   *
   * @param sizes of the view, as many as the source has dimensions
   */
  public BitSet dropped(List<Long> sizes) {
    Strides whole = Strides.of((MemRefType) source().type());
    Strides view = Strides.of((MemRefType) result().type());
    return whole == null || view == null ? null : whole.dropped(sizes.stream().mapToLong(Long::longValue).toArray(), view);
  }

  private boolean fits(Strides view, MemRefType type) {
    Strides found = Strides.of(type);
    if (found == null) return true;
    var dropped = view.dropped(sizes(), found);
    return dropped != null && view.matches(found, dropped);
  }

  /** Whether {@code shape} is {@code sizes} without some ones. */
  public static boolean isReduced(List<Long> sizes, List<Long> shape) {
    int at = 0;
    for (long size : sizes) {
      if (at < shape.size() && shape.get(at) == size) at++;
      else if (size != 1) return false;
    }
    return at == shape.size();
  }

  @Override
  public String resultNameHint() {
    return "subview";
  }
}

package zkopt.dialect.memref;

import java.util.Objects;
import zkopt.ir.Attribute;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.UnrankedMemRefType;
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
  protected String bareProblem() {
    var type = (MemRefType) result().type();
    String problem = MixedLists.problem(this, type.rank(), true);
    if (problem != null) return problem;
    String types = " specified for source type '" + source().type() + "' and result memref type '" + type + "'";
    if (!Objects.equals(memorySpace(source().type()), type.memorySpace())) return "different memory spaces" + types;
    if (!ElementTypes.of(source().type()).equals(type.elementType())) return "different element types" + types;
    for (int i = 0; i < type.rank(); i++) {
      if (!Strides.compatible(type.dim(i), sizes()[i])) return "expected result type with size = " + sizes()[i] + " instead of " + type.dim(i) + " in dim = " + i;
    }
    if (!type.isStrided()) return "expected result type to have strided layout but found '" + type + "'";
    Strides found = Strides.of(type);
    if (found == null) return null;
    if (!Strides.compatible(found.offset(), offsets()[0])) return "expected result type with offset = " + offsets()[0] + " instead of " + found.offset();
    for (int i = 0; i < type.rank(); i++) {
      long stride = found.strides().get(i);
      if (!Strides.compatible(stride, strides()[i])) return "expected result type with stride = " + strides()[i] + " instead of " + stride + " in dim = " + i;
    }
    return null;
  }

  private static Attribute memorySpace(Type type) {
    return type instanceof MemRefType ranked ? ranked.memorySpace() : ((UnrankedMemRefType) type).memorySpace();
  }

  @Override
  public String resultNameHint() {
    return "reinterpret_cast";
  }
}

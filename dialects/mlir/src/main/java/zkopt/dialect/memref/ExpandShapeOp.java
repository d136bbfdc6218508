package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.expand_shape %m [[0, 1], [2]] output_shape [2, 3, 4] : memref<6x4xf32> into memref<2x3x4xf32>}. */
public final class ExpandShapeOp extends ReshapeOp {
  public static final OpSpec SPEC = OpSpec.of("memref.expand_shape", ExpandShapeOp::new)
      .summary("operation to produce a memref with a higher rank.")
      .attributes(
          Reassociation.DEF,
          AttrDef.longs(Reassociation.SIZES))
      .operands(OperandDef.operand("src", TypeConstraint.STRIDED_MEMREF), variadicOperand("output_shape", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.STRIDED_MEMREF))
      .assembly("$src $reassociation `output_shape` custom<DynamicIndexList>($output_shape, $static_output_shape) "
          + "attr-dict `:` type($src) `into` type($result)");

  ExpandShapeOp(OperationState state) {
    super(state);
  }

  /** With a static result type. */
  public static ExpandShapeOp create(OpBuilder builder, Location location, Value source, MemRefType type, List<long[]> groups) {
    long[] shape = type.shape().stream().mapToLong(Long::longValue).toArray();
    return builder.create(new OperationState(SPEC, location)
        .attribute(Reassociation.NAME, Reassociation.attribute(groups))
        .attribute(Reassociation.SIZES, DenseArrayAttr.i64(shape))
        .operands(source).results(type));
  }

  @Override
  protected String problem() {
    var from = (MemRefType) source().type();
    var to = (MemRefType) result().type();
    if (from.rank() > to.rank()) {
      return "has source rank " + from.rank() + " and result rank " + to.rank() + ". This is not an expansion (" + from.rank() + " > " + to.rank() + ").";
    }
    String problem = shapeProblem(to, from);
    Strides strides = Strides.of(from);
    if (problem == null && strides != null) {
      var layout = from.layout() == null ? null : strides.expand(reassociation(), to.shape()).layout();
      problem = typeProblem("expanded", new MemRefType(to.shape(), from.elementType(), layout, from.memorySpace()));
    }
    if (problem == null) problem = Reassociation.sizesProblem(this, "bounds");
    long[] sizes = ((DenseArrayAttr) attribute(Reassociation.SIZES)).longs();
    for (int i = 0; i < to.rank() && problem == null; i++) {
      if (to.dim(i) != ShapedType.DYNAMIC && to.dim(i) != sizes[i]) problem = "invalid output shape provided at pos " + i;
    }
    return problem;
  }

  @Override
  public String resultNameHint() {
    return "expand_shape";
  }
}

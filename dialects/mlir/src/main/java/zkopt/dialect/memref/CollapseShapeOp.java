package zkopt.dialect.memref;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.collapse_shape %m [[0, 1], [2]] : memref<2x3x4xf32> into memref<6x4xf32>}. */
public final class CollapseShapeOp extends ReshapeOp {
  public static final OpSpec SPEC = OpSpec.of("memref.collapse_shape", CollapseShapeOp::new)
      .summary("operation to produce a memref with a smaller rank.")
      .attributes(Reassociation.DEF)
      .operands(OperandDef.operand("src", TypeConstraint.STRIDED_MEMREF))
      .results(ResultDef.result("result", TypeConstraint.STRIDED_MEMREF))
      .assembly("$src $reassociation attr-dict `:` type($src) `into` type($result)");

  CollapseShapeOp(OperationState state) {
    super(state);
  }

  public static CollapseShapeOp create(OpBuilder builder, Location location, Value source, MemRefType type, List<long[]> groups) {
    return builder.create(new OperationState(SPEC, location)
        .attribute(Reassociation.NAME, Reassociation.attribute(groups)).operands(source).results(type));
  }

  @Override
  protected String problem() {
    var from = (MemRefType) source().type();
    var to = (MemRefType) result().type();
    if (from.rank() < to.rank()) {
      return "has source rank " + from.rank() + " and result rank " + to.rank() + ". This is not a collapse (" + from.rank() + " < " + to.rank() + ").";
    }
    String problem = shapeProblem(from, to);
    if (problem != null || Strides.of(from) == null) return problem;
    Strides collapsed = Strides.of(from).collapse(reassociation(), from.shape());
    if (collapsed == null) return "invalid source layout map or collapsing non-contiguous dims";
    var layout = from.layout() == null ? null : collapsed.layout();
    return typeProblem("collapsed", new MemRefType(to.shape(), from.elementType(), layout, from.memorySpace()));
  }

  @Override
  public String resultNameHint() {
    return "collapse_shape";
  }
}

package zkopt.dialect.memref;

import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.reshape %m(%shape) : (memref<*xf32>, memref<2xindex>) -> memref<?x4xf32>}. */
public final class MemRefReshapeOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("memref.reshape", MemRefReshapeOp::new)
      .summary("memref reshape operation")
      .operands(OperandDef.operand("source", TypeConstraint.ANY_MEMREF), OperandDef.operand("shape", TypeConstraint.SHAPE_MEMREF))
      .results(ResultDef.result("result", TypeConstraint.ANY_MEMREF))
      .assembly("$source `(` $shape `)` attr-dict `:` functional-type(operands, results)");

  MemRefReshapeOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "reshape";
  }


  @Override
  protected String problem() {
    if (!ElementTypes.of(operand(0).type()).equals(ElementTypes.of(result().type()))) {
      return "element types of source and destination memref types should be the same";
    }
    if (operand(0).type() instanceof MemRefType m && m.layout() != null) return "source memref type should have identity affine map";
    if (!(result().type() instanceof MemRefType type)) return null;
    if (type.layout() != null) return "result memref type should have identity affine map";
    var shape = (MemRefType) operand(1).type();
    if (shape.rank() != 1) return "operand #1 must be 1D memref of signless integer or index values, but got '" + shape + "'";
    if (shape.dim(0) == ShapedType.DYNAMIC) return "cannot use shape operand with dynamic length to reshape to statically-ranked memref type";
    return shape.dim(0) == type.rank() ? null : "length of shape operand differs from the result's memref rank";
  }
}

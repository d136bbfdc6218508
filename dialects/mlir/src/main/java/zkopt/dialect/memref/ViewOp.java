package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Objects;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.view %bytes[%shift][%n] : memref<2048xi8> to memref<?x4xf32>}: bytes seen as elements of another type. */
public final class ViewOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("memref.view", ViewOp::new)
      .summary("memref view operation")
      .operands(OperandDef.operand("source", TypeConstraint.BYTES), OperandDef.operand("byte_shift", TypeConstraint.INDEX), variadicOperand("sizes", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.MEMREF))
      .assembly("$source `[` $byte_shift `]` `` `[` $sizes `]` attr-dict `:` type($source) `to` type($result)");

  ViewOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "view";
  }

  @Override
  protected String bareProblem() {
    var source = (MemRefType) operand(0).type();
    var type = (MemRefType) result().type();
    if (source.layout() != null) return "unsupported map for base memref type '" + source + "'";
    if (type.layout() != null) return "unsupported map for result memref type '" + type + "'";
    if (!Objects.equals(source.memorySpace(), type.memorySpace())) return "different memory spaces specified for base memref type '" + source + "' and view memref type '" + type + "'";
    long dynamic = type.shape().stream().filter(d -> d == ShapedType.DYNAMIC).count();
    return dynamic == numOperands() - 2 ? null : "incorrect number of size operands for type '" + type + "'";
  }
}

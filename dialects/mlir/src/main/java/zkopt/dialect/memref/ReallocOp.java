package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.optionalOperand;

import java.util.Objects;
import zkopt.ir.IntegerAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TypeConstraint;

/** {@code memref.realloc %m(%n) : memref<?xf32> to memref<?xf32>}: a buffer of another size with the same content. */
public final class ReallocOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("memref.realloc", ReallocOp::new)
      .summary("memory reallocation operation")
      .attributes(optionalAttr("alignment", "64-bit signless integer attribute whose minimum value is 0", IntegerAttr.class))
      .operands(OperandDef.operand("source", TypeConstraint.MEMREF_1D), optionalOperand("dynamicResultSize", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.MEMREF_1D))
      .assembly("$source (`(` $dynamicResultSize^ `)`)? attr-dict `:` type($source) `to` type($result)");

  ReallocOp(OperationState state) {
    super(state);
  }

  @Override
  protected String bareProblem() {
    var source = (MemRefType) operand(0).type();
    var type = (MemRefType) result().type();
    if (source.layout() != null) return "unsupported layout for source memref type '" + source + "'";
    if (type.layout() != null) return "unsupported layout for result memref type '" + type + "'";
    if (!Objects.equals(source.memorySpace(), type.memorySpace())) return "different memory spaces specified for source memref type '" + source + "' and result memref type '" + type + "'";
    if (!source.elementType().equals(type.elementType())) return "different element types specified for source memref type '" + source + "' and result memref type '" + type + "'";
    if (type.rank() != 1 || source.rank() != 1) return "operand #0 must be 1D memref of any type values, but got '" + source + "'";
    boolean dynamic = type.dim(0) == ShapedType.DYNAMIC;
    if (dynamic && numOperands() == 1) return "missing dimension operand for result type '" + type + "'";
    return !dynamic && numOperands() > 1 ? "unnecessary dimension operand for result type '" + type + "'" : null;
  }
}

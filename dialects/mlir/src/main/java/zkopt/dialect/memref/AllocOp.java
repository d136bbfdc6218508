package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.alloc(%dynamic)[%symbol] : memref<?xf32>}: a fresh buffer of undefined content. */
public final class AllocOp extends Operation implements Traits.MemoryEffects {
  public static final OpSpec SPEC = OpSpec.of("memref.alloc", AllocOp::new)
      .summary("memory allocation operation")
      .attributes(optionalAttr("alignment", "64-bit signless integer attribute whose minimum value is 0", IntegerAttr.class))
      .operands(variadicOperand("dynamicSizes", TypeConstraint.INDEX), variadicOperand("symbolOperands", TypeConstraint.INDEX))
      .results(ResultDef.result("memref", TypeConstraint.MEMREF))
      .assembly("`(` $dynamicSizes `)` (`` `[` $symbolOperands^ `]`)? attr-dict `:` type($memref)");

  AllocOp(OperationState state) {
    super(state);
  }

  /** A buffer of static shape. */
  public static AllocOp create(OpBuilder builder, Location location, MemRefType type) {
    return create(builder, location, type, List.of());
  }

  public static AllocOp create(OpBuilder builder, Location location, MemRefType type, List<? extends Value> dynamicSizes) {
    return builder.create(new OperationState(SPEC, location)
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(dynamicSizes.size(), 0))
        .operands(dynamicSizes).results(type));
  }

  public MemRefType type() {
    return (MemRefType) result().type();
  }

  @Override
  public boolean reads() {
    return false;
  }

  @Override
  public boolean writes() {
    return false;
  }

  @Override
  public boolean allocates() {
    return true;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    long dynamic = type().shape().stream().filter(d -> d == ShapedType.DYNAMIC).count();
    int given = SPEC.segmentSizes(this)[0];
    if (dynamic == given) return true;
    diagnostics.opError(this, "dimension operand count does not equal memref dynamic dimension count");
    return false;
  }

  @Override
  public String resultNameHint() {
    return "alloc";
  }
}

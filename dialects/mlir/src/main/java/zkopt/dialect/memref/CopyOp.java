package zkopt.dialect.memref;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.copy %from, %to : memref<4xf32> to memref<4xf32>}. */
public final class CopyOp extends Operation implements Traits.MemoryEffects {
  public static final OpSpec SPEC = OpSpec.of("memref.copy", CopyOp::new)
      .summary("copies the data of one memref to another")
      .operands(OperandDef.operand("source", TypeConstraint.ANY_MEMREF), OperandDef.operand("target", TypeConstraint.ANY_MEMREF))
      .assembly("$source `,` $target attr-dict `:` type($source) `to` type($target)");

  CopyOp(OperationState state) {
    super(state);
  }

  public static CopyOp create(OpBuilder builder, Location location, Value source, Value target) {
    return builder.create(new OperationState(SPEC, location).operands(source, target));
  }

  public Value source() {
    return operand(0);
  }

  public Value target() {
    return operand(1);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return ElementTypes.verifyEqual(this, source(), target(), diagnostics);
  }

  @Override
  public boolean reads() {
    return true;
  }

  @Override
  public boolean writes() {
    return true;
  }
}

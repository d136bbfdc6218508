package zkopt.dialect.memref;

import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.dealloc %m : memref<4xf32>}. */
public final class DeallocOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("memref.dealloc", DeallocOp::new)
      .summary("memory deallocation operation")
      .operands(OperandDef.operand("memref", TypeConstraint.ANY_MEMREF))
      .assembly("$memref attr-dict `:` type($memref)");

  DeallocOp(OperationState state) {
    super(state);
  }

  public static DeallocOp create(OpBuilder builder, Location location, Value memref) {
    return builder.create(new OperationState(SPEC, location).operands(memref));
  }

  public Value memref() {
    return operand(0);
  }
}

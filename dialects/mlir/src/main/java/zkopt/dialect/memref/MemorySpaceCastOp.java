package zkopt.dialect.memref;

import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.memory_space_cast %m : memref<4xf32, 1> to memref<4xf32>}. */
public final class MemorySpaceCastOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("memref.memory_space_cast", MemorySpaceCastOp::new)
      .summary("memref memory space cast operation")
      .operands(OperandDef.operand("source", TypeConstraint.ANY_MEMREF))
      .results(ResultDef.result("dest", TypeConstraint.ANY_MEMREF))
      .assembly("$source attr-dict `:` type($source) `to` type($dest)");

  MemorySpaceCastOp(OperationState state) {
    super(state);
  }

  @Override
  public String resultNameHint() {
    return "memspacecast";
  }
}

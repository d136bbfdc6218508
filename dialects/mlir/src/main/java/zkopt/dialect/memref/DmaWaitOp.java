package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;

/** {@code memref.dma_wait %tag[%i], %n : memref<1xi32>}: blocks until a {@link DmaStartOp} with this tag is done. */
public final class DmaWaitOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("memref.dma_wait", DmaWaitOp::new)
      .summary("blocks until a dma operation completes")
      .operands(OperandDef.operand("tagMemRef", TypeConstraint.MEMREF), variadicOperand("tagIndices", TypeConstraint.INDEX), OperandDef.operand("numElements", TypeConstraint.INDEX))
      .assembly("$tagMemRef `[` $tagIndices `]` `,` $numElements attr-dict `:` type($tagMemRef)");

  DmaWaitOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    int rank = ((MemRefType) operand(0).type()).rank();
    if (numOperands() == 2 + rank) return true;
    diagnostics.opError(this, "expected tagIndices to have the same number of elements as the tagMemRef rank, expected " + rank
        + ", but got " + (numOperands() - 2));
    return false;
  }
}

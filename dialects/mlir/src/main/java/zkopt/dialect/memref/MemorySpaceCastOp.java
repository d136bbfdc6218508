package zkopt.dialect.memref;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.UnrankedMemRefType;

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
  public boolean verify(DiagnosticEngine diagnostics) {
    if (withoutSpace(operand(0).type()).equals(withoutSpace(result().type()))) return true;
    diagnostics.opError(this, "operand type '" + operand(0).type() + "' and result type '" + result().type() + "' are cast incompatible");
    return false;
  }

  private static Type withoutSpace(Type type) {
    return switch (type) {
      case MemRefType(var shape, Type element, var layout, _) -> new MemRefType(shape, element, layout, null);
      case UnrankedMemRefType(Type element, _) -> new UnrankedMemRefType(element, null);
      default -> type;
    };
  }

  @Override
  public String resultNameHint() {
    return "memspacecast";
  }
}

package zkopt.lowering.interp;

import zkopt.dialect.memref.CastOp;
import zkopt.dialect.memref.CollapseShapeOp;
import zkopt.dialect.memref.ExpandShapeOp;
import zkopt.dialect.memref.ReinterpretCastOp;
import zkopt.dialect.memref.SubViewOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** What views show. */
public final class Buffers {
  private Buffers() {}

  /** The allocation, global or argument that {@code memref} is a view of, maybe itself. */
  public static Value root(Value memref) {
    Value value = memref;
    while (value.definingOp() != null && isView(value.definingOp())) value = value.definingOp().operand(0);
    return value;
  }

  /** Whether the result of the operation shares the buffer of its first operand. */
  public static boolean isView(Operation op) {
    return op instanceof CastOp || op instanceof CollapseShapeOp || op instanceof ExpandShapeOp || op instanceof ReinterpretCastOp
        || op instanceof SubViewOp;
  }
}

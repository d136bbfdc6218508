package zkopt.lowering;

import zkopt.dialect.memref.CastOp;
import zkopt.dialect.memref.CollapseShapeOp;
import zkopt.dialect.memref.ExpandShapeOp;
import zkopt.dialect.memref.ReinterpretCastOp;
import zkopt.dialect.memref.SubViewOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** Where memory comes from. */
public final class Buffers {
  private Buffers() {}

  /** The buffer that a chain of views looks at, maybe {@code memref} itself. */
  public static Value base(Value memref) {
    return isView(memref.definingOp()) ? base(memref.definingOp().operand(0)) : memref;
  }

  /** Whether the result of the operation shares the buffer of its first operand; false for null. */
  public static boolean isView(Operation op) {
    return op instanceof CastOp || op instanceof CollapseShapeOp || op instanceof ExpandShapeOp || op instanceof ReinterpretCastOp
        || op instanceof SubViewOp;
  }
}

package zkopt.lowering;

import zkopt.dialect.memref.CastOp;
import zkopt.dialect.memref.CollapseShapeOp;
import zkopt.dialect.memref.ExpandShapeOp;
import zkopt.dialect.memref.ReinterpretCastOp;
import zkopt.dialect.memref.SubViewOp;
import zkopt.ir.Value;

/** Where memory comes from. */
public final class Buffers {
  private Buffers() {}

  /** The buffer that a chain of views looks at. */
  public static Value base(Value memref) {
    return switch (memref.definingOp()) {
      case CollapseShapeOp view -> base(view.operand(0));
      case ExpandShapeOp view -> base(view.operand(0));
      case ReinterpretCastOp view -> base(view.operand(0));
      case CastOp view -> base(view.operand(0));
      case SubViewOp view -> base(view.operand(0));
      case null, default -> memref;
    };
  }
}

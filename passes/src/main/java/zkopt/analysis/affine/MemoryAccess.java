package zkopt.analysis.affine;

import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.memref.CastOp;
import zkopt.dialect.memref.CollapseShapeOp;
import zkopt.dialect.memref.ExpandShapeOp;
import zkopt.dialect.memref.MemRefReshapeOp;
import zkopt.dialect.memref.MemorySpaceCastOp;
import zkopt.dialect.memref.ReinterpretCastOp;
import zkopt.dialect.memref.SubViewOp;
import zkopt.dialect.memref.TransposeOp;
import zkopt.dialect.memref.ViewOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** A load or store of one element of a buffer; {@code subscripts} is a function of loop counters and symbols. */
public record MemoryAccess(Operation op, Value memref, MapOperands subscripts, boolean isStore) {
  /** What {@code affine.load} and {@code affine.store} do; null for any other operation. */
  public static MemoryAccess of(Operation op) {
    return switch (op) {
      case LoadOp load -> new MemoryAccess(op, load.memref(), new MapOperands(load.map(), load.mapOperands()), false);
      case StoreOp store -> new MemoryAccess(op, store.memref(), new MapOperands(store.map(), store.mapOperands()), true);
      default -> null;
    };
  }

  /** Whether both certainly touch the same element, if they run with the same values. */
  public boolean isSameElement(MemoryAccess other) {
    return memref == other.memref && subscripts.canonical().equals(other.subscripts.canonical());
  }

  /** Whether both touch one buffer; arguments and other memrefs that are different values are taken for different ones, as mlir-opt takes them. */
  public boolean mayShare(MemoryAccess other) {
    return base(memref) == base(other.memref);
  }

  /** The buffer that a memref is a view of. */
  public static Value base(Value memref) {
    Operation op = memref.definingOp();
    return isView(op) ? base(op.operand(0)) : memref;
  }

  /** Whether the result of {@code op}, which may be null, is another view of its first operand. */
  public static boolean isView(Operation op) {
    return switch (op) {
      case CastOp _, CollapseShapeOp _, ExpandShapeOp _, MemorySpaceCastOp _, ReinterpretCastOp _, SubViewOp _, TransposeOp _, ViewOp _ -> true;
      case MemRefReshapeOp _ -> true;
      case null, default -> false;
    };
  }
}

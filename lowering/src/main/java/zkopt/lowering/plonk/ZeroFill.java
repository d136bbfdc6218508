package zkopt.lowering.plonk;

import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** A nest that does nothing but store zero in the elements of {@code memref}, or in some of them. */
record ZeroFill(ForOp root, Value memref, ElementSet elements) {
  /** The fill of which {@code op} is the outermost loop, or null. */
  static ZeroFill of(Operation op) {
    if (!(op instanceof ForOp root)) return null;
    try {
      var chain = LoopChain.of(root);
      Operation store = null;
      for (Operation inner : chain.operations()) {
        if (inner instanceof Traits.Pure) continue;
        boolean stores = inner instanceof StoreOp || inner instanceof zkopt.dialect.memref.StoreOp;
        if (!stores || store != null || !Scalars.isZero(inner.operand(0))) return null;
        store = inner;
      }
      if (store == null) return null;
      var access = chain.access(store);
      return new ZeroFill(root, access.memref(), ElementSet.of(access.map(), chain.extents()));
    } catch (NotAContraction _) {
      return null;
    }
  }
}

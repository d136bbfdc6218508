package zkopt.transforms.affine;

import zkopt.analysis.affine.Dependences;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocationOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/**
 * Whether something between two operations touches the element that the second one does: what lies between includes all of each operation
 * around the second that is not around the first.
 */
final class InterveningEffects {
  private final Operation start;
  private final MemoryAccess end;
  private final boolean writes;

  /** @param writes whether to look for writes; otherwise for reads */
  private InterveningEffects(Operation start, MemoryAccess end, boolean writes) {
    this.start = start;
    this.end = end;
    this.writes = writes;
  }

  /** Whether nothing between may write the element. */
  static boolean noWrite(Operation start, MemoryAccess end) {
    return new InterveningEffects(start, end, true).noneUntil(end.op());
  }

  /** Whether nothing between may read the element. */
  static boolean noRead(Operation start, MemoryAccess end) {
    return new InterveningEffects(start, end, false).noneUntil(end.op());
  }

  private boolean noneUntil(Operation until) {
    if (until.block().region() != start.block().region()) {
      Operation around = until.parentOp();
      return noneUntil(around) && !intervenes(around);
    }
    if (until.block() != start.block()) return false;
    for (Operation op = start.next(); op != until; op = op.next()) {
      if (op == null || intervenes(op)) return false;
    }
    return true;
  }

  private boolean intervenes(Operation op) {
    MemoryAccess access = MemoryAccess.of(op);
    if (access != null) return access.isStore() == writes && mayTouch(access);
    if (op instanceof Traits.RecursiveMemoryEffects) {
      return op.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.operations().stream()).anyMatch(this::intervenes);
    }
    if (op instanceof Traits.Pure || op instanceof AllocationOp || op instanceof Traits.Terminator && op.numOperands() == 0) return false;
    return !(op instanceof Traits.MemoryEffects effects) || (writes ? effects.writes() : effects.reads() || effects.writes());
  }

  /** Only iterations of loops inside those around both ends matter: in each of the others the first end comes anew. */
  private boolean mayTouch(MemoryAccess access) {
    if (access.memref() != end.memref()) return mayAlias(access.memref(), end.memref());
    int around = Dependences.commonLoops(start, end.op());
    for (int depth = Dependences.commonLoops(access.op(), end.op()) + 1; depth > around; depth--) {
      if (!Dependences.of(access, end, depth).isIndependent()) return true;
    }
    return false;
  }

  /** Whether two memrefs may share elements: what is allocated here is neither another allocation nor what was there before. */
  static boolean mayAlias(Value a, Value b) {
    Value x = MemoryAccess.base(a);
    Value y = MemoryAccess.base(b);
    return x == y || !(isFresh(x) && isOlder(y) || isFresh(y) && isOlder(x));
  }

  private static boolean isFresh(Value memref) {
    return memref.definingOp() instanceof AllocationOp;
  }

  private static boolean isOlder(Value memref) {
    return isFresh(memref) || memref.definingOp() instanceof GetGlobalOp || memref instanceof BlockArgument a && a.parentBlock().parentOp() instanceof FuncOp;
  }
}

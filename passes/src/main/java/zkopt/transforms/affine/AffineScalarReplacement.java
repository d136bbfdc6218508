package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import zkopt.analysis.affine.Dependences;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.memref.AllocationOp;
import zkopt.dialect.memref.DeallocOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Gives loads the value that was stored there, drops stores that are overwritten unread, and loads that repeat one before. A buffer that only
 * stores are left of goes with them.
 */
@Pass.Named(value = "affine-scalrep",
    summary = "Replace affine memref accesses by scalars by forwarding stores to loads and eliminating redundant loads")
public record AffineScalarReplacement() implements Pass {
  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    Set<Value> forwarded = new LinkedHashSet<>();
    var loads = new ArrayList<LoadOp>();
    root.walk(LoadOp.class, loads::add);
    var dead = new ArrayList<Operation>();
    for (LoadOp load : loads) {
      StoreOp store = lastStore(load);
      if (store == null) continue;
      load.result().replaceAllUsesWith(store.value());
      forwarded.add(load.memref());
      dead.add(load);
    }
    dead.forEach(Operation::erase);
    eraseOverwritten(root);
    forwarded.forEach(AffineScalarReplacement::eraseIfOnlyWritten);
    mergeLoads(root);
  }

  /** Whether {@code a} has always run before {@code b} in the iteration of the loops around both. */
  private static boolean dominates(Operation a, Operation b) {
    Operation at = b;
    while (at != null && at.block() != a.block()) at = at.parentOp();
    return at != null && at != a && a.isBeforeInBlock(at);
  }

  private static StoreOp lastStore(LoadOp load) {
    MemoryAccess read = MemoryAccess.of(load);
    for (Operation user : load.memref().users()) {
      if (!(user instanceof StoreOp store) || store.memref() != load.memref() || !dominates(store, load)) continue;
      MemoryAccess write = MemoryAccess.of(store);
      if (write.isSameElement(read) && reaches(write, read) && InterveningEffects.noWrite(store, read)) return store;
    }
    return null;
  }

  private static boolean reaches(MemoryAccess write, MemoryAccess read) {
    return Dependences.of(write, read, Dependences.commonLoops(write.op(), read.op()) + 1).answer() == Dependences.Answer.DEPENDENT;
  }

  private static void eraseOverwritten(Operation root) {
    var dead = new ArrayList<Operation>();
    root.walk(StoreOp.class, store -> {
      if (isOverwrittenUnread(store)) dead.add(store);
    });
    dead.forEach(Operation::erase);
  }

  private static boolean isOverwrittenUnread(StoreOp store) {
    MemoryAccess write = MemoryAccess.of(store);
    return store.memref().users().stream().filter(u -> u != store && u.block() == store.block() && store.isBeforeInBlock(u))
        .map(MemoryAccess::of).anyMatch(later -> later != null && later.isStore() && write.isSameElement(later)
            && InterveningEffects.noRead(store, later));
  }

  private static void eraseIfOnlyWritten(Value memref) {
    if (!(memref.definingOp() instanceof AllocationOp alloc)) return;
    List<Operation> users = memref.users();
    if (!users.stream().allMatch(u -> u instanceof DeallocOp || u instanceof StoreOp store && store.value() != memref)) return;
    users.forEach(Operation::erase);
    alloc.erase();
  }

  private static void mergeLoads(Operation root) {
    Set<Operation> dead = new LinkedHashSet<>();
    root.walk(LoadOp.class, load -> {
      LoadOp before = sameLoadBefore(load, dead);
      if (before == null) return;
      load.result().replaceAllUsesWith(before.result());
      dead.add(load);
    });
    dead.forEach(Operation::erase);
  }

  /** The first of the loads that yield the same and stay. */
  private static LoadOp sameLoadBefore(LoadOp load, Set<Operation> dead) {
    MemoryAccess read = MemoryAccess.of(load);
    LoadOp first = null;
    for (Operation user : load.memref().users()) {
      if (!(user instanceof LoadOp other) || dead.contains(other) || !dominates(other, load) || first != null && !dominates(other, first)) continue;
      if (MemoryAccess.of(other).isSameElement(read) && InterveningEffects.noWrite(other, read)) first = other;
    }
    return first;
  }
}

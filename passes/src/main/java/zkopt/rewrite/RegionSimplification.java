package zkopt.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/**
 * Erases the blocks of a region that control does not reach, and the operations and block arguments that nothing needs which stays; two that
 * only need each other go too. When asked to, goes on with {@link BlockMerging} and {@link BlockArguments#replaceConstantOnes}.
 */
final class RegionSimplification {
  private final Rewriter rewriter;
  private boolean changed;

  private RegionSimplification(Rewriter rewriter) {
    this.rewriter = rewriter;
  }

  /**
   * Simplifies the regions of {@code root} and those inside. Returns whether anything changed.
   *
   * @param all also regions of one block; in these, dead operations alone are for whoever visits each operation
   */
  static boolean run(Operation root, RegionSimplify how, boolean all, Rewriter rewriter) {
    if (how == RegionSimplify.DISABLED) return false;
    var regions = new ArrayList<Region>();
    root.walk(op -> {
      for (Region region : op.regions()) if (region.blocks().size() > 1 || all && !region.blocks().isEmpty()) regions.add(region);
    });
    var simplification = new RegionSimplification(rewriter);
    for (Region region : regions) {
      // a region may have gone with a block that was erased before
      if (!root.isAncestorOf(region.owner())) continue;
      simplification.eraseUnreachable(region);
      simplification.eraseDead(region);
    }
    if (how == RegionSimplify.AGGRESSIVE) {
      regions.removeIf(r -> !root.isAncestorOf(r.owner()) || r.blocks().size() == 1);
      for (Region region : regions) simplification.changed |= BlockMerging.run(region, rewriter);
      for (Region region : regions) simplification.changed |= BlockArguments.replaceConstantOnes(region, rewriter);
    }
    return simplification.changed;
  }

  private void eraseUnreachable(Region region) {
    Set<Block> reached = identitySet();
    var pending = new ArrayDeque<Block>(List.of(region.front()));
    while (!pending.isEmpty()) {
      Block block = pending.pop();
      if (reached.add(block) && block.last() != null) pending.addAll(block.last().successors());
    }
    List<Block> dead = region.blocks().stream().filter(b -> !reached.contains(b)).toList();
    dead.forEach(b -> b.operations().forEach(Operation::dropAllReferences));
    for (Block block : dead) {
      block.operations().reversed().forEach(rewriter::eraseOp);
      region.remove(block);
      changed = true;
    }
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private void eraseDead(Region region) {
    Set<Value> needed = identitySet();
    Set<Operation> live = identitySet();
    for (boolean grows = true; grows; ) {
      grows = false;
      for (Block block : region.blocks().reversed()) {
        for (Operation op : block.operations().reversed()) {
          if (!live.contains(op) && isNeeded(op, needed)) {
            live.add(op);
            grows = true;
          }
          if (live.contains(op)) grows |= need(op, needed);
        }
      }
    }
    for (Block block : region.blocks()) {
      List<Operation> dead = block.operations().stream().filter(o -> !live.contains(o)).toList();
      dead.reversed().forEach(Operation::dropAllReferences);
    }
    for (Block block : region.blocks().subList(1, region.blocks().size())) {
      for (BlockArgument argument : List.copyOf(block.arguments()).reversed()) {
        if (needed.contains(argument)) continue;
        BlockArguments.erase(argument, rewriter);
        changed = true;
      }
    }
    for (Block block : region.blocks()) {
      for (Operation op : block.operations().reversed()) {
        if (live.contains(op)) continue;
        rewriter.eraseOp(op);
        changed = true;
      }
    }
  }

  private static boolean isNeeded(Operation op, Set<Value> needed) {
    return !Effects.isDeadWhenUnused(op) || op.results().stream().anyMatch(needed::contains);
  }

  /** Marks what a live operation uses; of what a branch hands on, only what is taken. Returns whether something was not marked yet. */
  private static boolean need(Operation op, Set<Value> needed) {
    var grows = new boolean[1];
    if (op instanceof Traits.Branch branch) {
      Set<Integer> handedOn = new HashSet<>();
      int next = op.numOperands() - handedOn(op, branch);
      for (int i = 0; i < op.successors().size(); i++) {
        List<Value> passed = branch.successorOperands(i);
        for (int k = 0; k < passed.size(); k++, next++) {
          handedOn.add(next);
          if (needed.contains(op.successors().get(i).argument(k))) grows[0] |= needed.add(passed.get(k));
        }
      }
      for (int i = 0; i < op.numOperands(); i++) if (!handedOn.contains(i)) grows[0] |= needed.add(op.operand(i));
    } else {
      op.walk(inner -> inner.operands().forEach(v -> grows[0] |= needed.add(v)));
    }
    return grows[0];
  }

  /** The operands of a branch for its successors stand last. */
  private static int handedOn(Operation op, Traits.Branch branch) {
    int n = 0;
    for (int i = 0; i < op.successors().size(); i++) n += branch.successorOperands(i).size();
    return n;
  }
}

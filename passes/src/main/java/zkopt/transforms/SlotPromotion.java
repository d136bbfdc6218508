package zkopt.transforms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import zkopt.analysis.BlockFlow;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.LoadOp;
import zkopt.dialect.memref.StoreOp;
import zkopt.ir.Block;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** The values that a slot of memory holds, as values of the blocks that load and store it. */
final class SlotPromotion {
  private final AllocaOp slot;
  private final Type type;
  private final BlockFlow flow;
  /** The arguments of the blocks where several stores meet. */
  private final Map<Block, Value> merged = new LinkedHashMap<>();
  private final Map<Block, Value> atEnd = new IdentityHashMap<>();
  private Value undefined;

  private SlotPromotion(AllocaOp slot) {
    this.slot = slot;
    this.type = slot.type().elementType();
    this.flow = new BlockFlow(slot.block().region());
  }

  /** Removes the slot, if all its uses are loads and stores in its own region. */
  static boolean promote(AllocaOp slot) {
    Region region = slot.block().region();
    boolean local = slot.result().users().stream().allMatch(u -> u.block().region() == region && isAccess(u, slot.result()));
    return local && new SlotPromotion(slot).run();
  }

  private static boolean isAccess(Operation op, Value slot) {
    return switch (op) {
      case LoadOp _ -> true;
      case StoreOp store -> store.value() != slot;
      case zkopt.dialect.affine.LoadOp _ -> true;
      case zkopt.dialect.affine.StoreOp store -> store.value() != slot;
      default -> false;
    };
  }

  /** What a store of the slot stores, or null for a load. */
  private static Value stored(Operation access) {
    return switch (access) {
      case StoreOp store -> store.value();
      case zkopt.dialect.affine.StoreOp store -> store.value();
      default -> null;
    };
  }

  private boolean run() {
    Set<Block> live = liveAtStart();
    Set<Block> storing = slot.result().users().stream().filter(u -> stored(u) != null).map(Operation::block)
        .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
    List<Block> merges = flow.mergePoints(storing).stream().filter(live::contains).toList();
    boolean canPass = merges.stream().flatMap(m -> flow.predecessors(m).stream()).allMatch(p -> p.last() instanceof Traits.Branch);
    if (!canPass) return false;
    for (Block block : slot.block().region().blocks()) {
      if (merges.contains(block)) merged.put(block, block.addArgument(type, slot.location()));
    }
    flow.reversePostOrder().forEach(this::replaceIn);
    // accesses that control does not reach
    for (Operation access : slot.result().users()) replace(access, undefined());
    merged.forEach(this::passTo);
    slot.erase();
    if (undefined != null && !undefined.hasUses()) undefined.definingOp().erase();
    return true;
  }

  /** The blocks that may load what was stored before they began. */
  private Set<Block> liveAtStart() {
    Set<Block> live = Collections.newSetFromMap(new IdentityHashMap<>());
    var pending = new ArrayDeque<Block>();
    for (Block block : flow.reversePostOrder()) if (block != slot.block() && loadsFirst(block)) pending.add(block);
    while (!pending.isEmpty()) {
      Block block = pending.pop();
      if (!live.add(block)) continue;
      for (Block before : flow.predecessors(block)) {
        if (before != slot.block() && accesses(before).stream().allMatch(a -> stored(a) == null)) pending.add(before);
      }
    }
    return live;
  }

  private boolean loadsFirst(Block block) {
    List<Operation> accesses = accesses(block);
    return !accesses.isEmpty() && stored(accesses.getFirst()) == null;
  }

  private List<Operation> accesses(Block block) {
    List<Operation> users = slot.result().users();
    return block.operations().stream().filter(users::contains).toList();
  }

  private Value undefined() {
    if (undefined == null) {
      var start = OpBuilder.atStart(slot.block());
      undefined = ConstantOp.create(start, slot.location(), type instanceof FloatType f ? new FloatAttr(0, f) : IntegerAttr.of(0, type)).result();
    }
    return undefined;
  }

  /** Blocks come after those that dominate them, so that what these hold at their end is known. */
  private void replaceIn(Block block) {
    Value held = null;
    for (Operation access : accesses(block)) {
      Value value = stored(access);
      if (value == null && held == null) held = atStart(block);
      replace(access, held);
      if (value != null) held = value;
    }
    if (held != null) atEnd.put(block, held);
  }

  private static void replace(Operation access, Value held) {
    if (stored(access) == null) access.result().replaceAllUsesWith(held);
    access.erase();
  }

  private Value atStart(Block block) {
    if (merged.containsKey(block)) return merged.get(block);
    Block before = block == slot.block() ? null : flow.immediateDominator(block);
    return before == null ? undefined() : atEnd(before);
  }

  private Value atEnd(Block block) {
    Value known = atEnd.get(block);
    return known != null ? known : atStart(block);
  }

  private void passTo(Block merge, Value argument) {
    for (Block predecessor : flow.predecessors(merge)) {
      var branch = (Traits.Branch) predecessor.last();
      for (int i = 0; i < predecessor.last().successors().size(); i++) {
        if (predecessor.last().successors().get(i) != merge) continue;
        var passed = new ArrayList<>(branch.successorOperands(i));
        passed.add(atEnd(predecessor));
        branch.setSuccessorOperands(i, passed);
      }
    }
  }
}

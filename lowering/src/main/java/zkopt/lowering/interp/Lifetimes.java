package zkopt.lowering.interp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.ir.Block;
import zkopt.ir.OpOperand;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;

/** Tells after which operation of a block a buffer that is made in it is not used any more, neither itself nor through views. */
final class Lifetimes {
  private final Map<Operation, List<Value>> ending = new HashMap<>();

  Lifetimes(Block block) {
    Map<Value, Operation> last = new IdentityHashMap<>();
    Map<Value, List<Value>> sharing = new IdentityHashMap<>();
    for (Operation op : block.operations()) {
      for (Value value : op.results()) {
        if (!Slots.isBuffer(value)) continue;
        Value base = Buffers.base(value);
        sharing.computeIfAbsent(base, _ -> new ArrayList<>()).add(value);
        last.merge(base, op, Lifetimes::later);
        for (OpOperand use : value.uses()) last.merge(base, ancestorIn(block, use.owner()), Lifetimes::later);
      }
    }
    last.forEach((base, op) -> {
      if (!(op instanceof Traits.Terminator) && base.parentBlock() == block) ending.computeIfAbsent(op, _ -> new ArrayList<>()).addAll(sharing.get(base));
    });
  }

  private static Operation later(Operation a, Operation b) {
    return a.isBeforeInBlock(b) ? b : a;
  }

  private static Operation ancestorIn(Block block, Operation op) {
    Operation at = op;
    while (at.block() != block) at = at.parentOp();
    return at;
  }

  /** The buffers, and the views of them, that are over with {@code op}. */
  List<Value> endingWith(Operation op) {
    return ending.getOrDefault(op, List.of());
  }
}

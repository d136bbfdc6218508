package zkopt.ir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which values are defined wherever an operation stands. Good as long as no block is added, removed or branched to anew. */
public final class Dominance {
  /** For a region of several blocks: the blocks that dominate each, itself included, as indices. */
  private final Map<Region, Map<Block, BitSet>> regions = new IdentityHashMap<>();

  /** Whether {@code value} may be used by {@code user}: defined before it in its block, in a dominating block, or around it. */
  public boolean dominates(Value value, Operation user) {
    Block home = value.parentBlock();
    if (home == null || home.region() == null) return false;
    Operation place = user;
    while (place.block() != null && place.block().region() != home.region()) {
      place = place.parentOp();
      if (place == null) return false;
    }
    if (place.block() == null) return false;
    if (place.block() != home) return dominates(home, place.block());
    Operation definition = value.definingOp();
    return definition == null || mayBeGraph(home) || definition != place && definition.isBeforeInBlock(place);
  }

  /** Whether operations of a block may stand in any order: those of a module, and of an operation that nobody knows. */
  private static boolean mayBeGraph(Block block) {
    Operation owner = block.parentOp();
    return owner instanceof Traits.SymbolTable || owner != null && !owner.spec().registered();
  }

  /** Whether every path from the entry of the region to {@code b} goes through {@code a}; both are of one region. */
  public boolean dominates(Block a, Block b) {
    if (a == b || a == a.region().front()) return true;
    return regions.computeIfAbsent(a.region(), Dominance::compute).get(b).get(a.region().blocks().indexOf(a));
  }

  /** The iterative data-flow solution; blocks that cannot be reached are dominated by all. */
  private static Map<Block, BitSet> compute(Region region) {
    List<Block> blocks = region.blocks();
    int n = blocks.size();
    var index = new IdentityHashMap<Block, Integer>();
    for (int i = 0; i < n; i++) index.put(blocks.get(i), i);
    List<List<Integer>> predecessors = new ArrayList<>();
    for (int i = 0; i < n; i++) predecessors.add(new ArrayList<>());
    for (int i = 0; i < n; i++) {
      if (blocks.get(i).last() == null) continue;
      for (Block successor : blocks.get(i).last().successors()) {
        Integer to = index.get(successor);
        if (to != null) predecessors.get(to).add(i);
      }
    }
    var dominators = new BitSet[n];
    for (int i = 0; i < n; i++) {
      dominators[i] = new BitSet(n);
      if (i == 0) dominators[i].set(0);
      else dominators[i].set(0, n);
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int i = 1; i < n; i++) {
        var next = new BitSet(n);
        next.set(0, n);
        for (int p : predecessors.get(i)) next.and(dominators[p]);
        next.set(i);
        changed |= !next.equals(dominators[i]);
        dominators[i] = next;
      }
    }
    var result = new IdentityHashMap<Block, BitSet>();
    for (int i = 0; i < n; i++) result.put(blocks.get(i), dominators[i]);
    return result;
  }
}

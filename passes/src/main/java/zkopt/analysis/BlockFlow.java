package zkopt.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.ir.Block;
import zkopt.ir.Dominance;
import zkopt.ir.Region;

/** How control flows between the blocks of a region: predecessors, order, dominators. Good as long as no branch changes. */
public final class BlockFlow {
  private final Map<Block, List<Block>> predecessors = new IdentityHashMap<>();
  private final List<Block> order = new ArrayList<>();
  private final Dominance dominance = new Dominance();
  private final Map<Block, Block> immediateDominators = new HashMap<>();

  public BlockFlow(Region region) {
    region.blocks().forEach(b -> predecessors.put(b, new ArrayList<>()));
    visit(region.front(), Collections.newSetFromMap(new IdentityHashMap<>()));
    for (Block block : order) {
      for (Block successor : successors(block)) {
        if (!predecessors.get(successor).contains(block)) predecessors.get(successor).add(block);
      }
    }
    for (Block block : order) immediateDominators.put(block, nearestDominator(block));
  }

  private void visit(Block start, Set<Block> seen) {
    var stack = new ArrayDeque<Block>(List.of(start));
    var pending = new IdentityHashMap<Block, ArrayDeque<Block>>();
    seen.add(start);
    while (!stack.isEmpty()) {
      Block block = stack.peek();
      Block next = pending.computeIfAbsent(block, b -> new ArrayDeque<>(successors(b))).poll();
      if (next == null) {
        stack.pop();
        order.addFirst(block);
      } else if (seen.add(next)) {
        stack.push(next);
      }
    }
  }

  private static List<Block> successors(Block block) {
    return block.last() == null ? List.of() : block.last().successors();
  }

  /** The blocks that control reaches, each after the blocks that dominate it. */
  public List<Block> reversePostOrder() {
    return Collections.unmodifiableList(order);
  }

  /** The blocks from which control may go straight to {@code block}, each once. */
  public List<Block> predecessors(Block block) {
    return predecessors.get(block);
  }

  /** The nearest other block that every path to {@code block} goes through; null for the first one. */
  public Block immediateDominator(Block block) {
    return immediateDominators.get(block);
  }

  private Block nearestDominator(Block block) {
    Block nearest = null;
    for (Block other : order) {
      if (other == block || !dominance.dominates(other, block)) continue;
      if (nearest == null || dominance.dominates(nearest, other)) nearest = other;
    }
    return nearest;
  }

  /** Where what is defined in {@code definitions} may meet something else (Cytron et al. 1991): their iterated dominance frontier. */
  public Set<Block> mergePoints(Collection<Block> definitions) {
    Set<Block> merges = new LinkedHashSet<>();
    var pending = new ArrayDeque<Block>(definitions);
    while (!pending.isEmpty()) {
      Block definition = pending.pop();
      for (Block block : order) {
        boolean inFrontier = predecessors(block).stream().anyMatch(p -> dominance.dominates(definition, p))
            && (block == definition || !dominance.dominates(definition, block));
        if (inFrontier && merges.add(block)) pending.add(block);
      }
    }
    return merges;
  }
}

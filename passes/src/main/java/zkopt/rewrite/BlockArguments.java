package zkopt.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** The arguments of blocks, and what the branches to these pass. */
final class BlockArguments {
  private BlockArguments() {}

  /** One way into a block. */
  private record Edge(Operation branch, int successor) {
    boolean passes() {
      return branch instanceof Traits.Branch;
    }

    List<Value> passed() {
      return ((Traits.Branch) branch).successorOperands(successor);
    }

    void change(Consumer<List<Value>> change, Rewriter rewriter) {
      var passed = new ArrayList<>(passed());
      change.accept(passed);
      rewriter.modifyInPlace(branch, () -> ((Traits.Branch) branch).setSuccessorOperands(successor, passed));
    }
  }

  private static List<Edge> edges(Block to) {
    var edges = new ArrayList<Edge>();
    for (Block from : to.region().blocks()) {
      Operation last = from.last();
      for (int i = 0; last != null && i < last.successors().size(); i++) if (last.successors().get(i) == to) edges.add(new Edge(last, i));
    }
    return edges;
  }

  /** Whether every operation that leads to the block says what it passes, and may pass more. */
  static boolean canPass(Block to) {
    return edges(to).stream().allMatch(Edge::passes);
  }

  /** Lets every branch to the block pass these values, too, behind the others. */
  static void pass(Block to, List<Value> values, Rewriter rewriter) {
    edges(to).forEach(e -> e.change(passed -> passed.addAll(values), rewriter));
  }

  /** Erases an argument without uses, and what is passed for it. */
  static void erase(BlockArgument argument, Rewriter rewriter) {
    int index = argument.index();
    edges(argument.parentBlock()).stream().filter(Edge::passes).forEach(e -> e.change(passed -> passed.remove(index), rewriter));
    argument.parentBlock().eraseArgument(index);
  }

  /** Puts the value that every branch passes for an argument in its place. Returns whether there is such an argument of a block of the region. */
  static boolean replaceConstantOnes(Region region, Rewriter rewriter) {
    boolean changed = false;
    for (Block block : region.blocks()) {
      List<Edge> edges = edges(block);
      if (edges.isEmpty() || !edges.stream().allMatch(Edge::passes)) continue;
      var replaced = new ArrayList<BlockArgument>();
      for (BlockArgument argument : block.arguments()) {
        List<Value> passed = edges.stream().map(e -> e.passed().get(argument.index())).distinct().toList();
        if (passed.size() > 1) continue;
        rewriter.replaceAllUsesWith(argument, passed.getFirst());
        replaced.add(argument);
      }
      replaced.reversed().forEach(a -> erase(a, rewriter));
      changed |= !replaced.isEmpty();
    }
    return changed;
  }
}

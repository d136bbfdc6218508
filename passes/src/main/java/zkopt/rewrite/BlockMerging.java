package zkopt.rewrite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Value;

/**
 * Merges blocks of a region that hold the same operations and lead to the same blocks. Values from outside of them may differ: they are passed
 * to the block that stays as new arguments. The entry block, and blocks with regions or with values that others use, stay as they are.
 */
final class BlockMerging {
  /** An operand of the operation with this number in its block. */
  private record Place(int operation, int operand) {}

  /** @param values what it is in each block of a cluster */
  private record NewArgument(List<Value> values, BlockArgument argument) {}

  /** Blocks that become the first of them. */
  private static final class Cluster {
    private final List<Block> blocks = new ArrayList<>();
    /** Where the values differ, in the order of the text. */
    private final SequencedSet<Place> differences = new TreeSet<>(Comparator.comparingInt(Place::operation).thenComparingInt(Place::operand));

    Cluster(Block first) {
      blocks.add(first);
    }

    boolean add(Block block) {
      List<Place> found = differences(blocks.getFirst(), block);
      if (found == null) return false;
      blocks.add(block);
      differences.addAll(found);
      return true;
    }

    boolean merge(Rewriter rewriter) {
      if (blocks.size() == 1) return false;
      if (!differences.isEmpty()) {
        if (!blocks.stream().allMatch(BlockArguments::canPass)) return false;
        passDifferences(rewriter);
      }
      Block first = blocks.getFirst();
      for (Block block : blocks.subList(1, blocks.size())) redirect(block, first, rewriter);
      return true;
    }

    /** Makes arguments of the first block for what differs, and passes them. Like mlir-opt, shares only the first one that has its value there. */
    private void passDifferences(Rewriter rewriter) {
      Block first = blocks.getFirst();
      List<List<Operation>> operations = blocks.stream().map(Block::operations).toList();
      var firstOfValue = new HashMap<Value, NewArgument>();
      var made = new ArrayList<NewArgument>();
      for (Place place : differences) {
        List<Value> values = operations.stream().map(o -> o.get(place.operation()).operand(place.operand())).toList();
        NewArgument argument = firstOfValue.get(values.getFirst());
        if (argument == null || !argument.values().equals(values)) {
          argument = new NewArgument(values, first.addArgument(values.getFirst().type(), values.getFirst().location()));
          firstOfValue.putIfAbsent(values.getFirst(), argument);
          made.add(argument);
        }
        setOperand(operations.getFirst().get(place.operation()), place.operand(), argument.argument(), rewriter);
      }
      for (int i = 0; i < blocks.size(); i++) {
        int block = i;
        BlockArguments.pass(blocks.get(i), made.stream().map(a -> a.values().get(block)).toList(), rewriter);
      }
    }

    private static void setOperand(Operation op, int operand, Value value, Rewriter rewriter) {
      rewriter.modifyInPlace(op, () -> op.setOperand(operand, value));
    }
  }

  private BlockMerging() {}

  /** Merges until no two blocks are equal; returns whether any were. */
  static boolean run(Region region, Rewriter rewriter) {
    boolean changed = false;
    while (mergeOnce(region, rewriter)) changed = true;
    return changed;
  }

  private static boolean mergeOnce(Region region, Rewriter rewriter) {
    var clusters = new LinkedHashMap<List<Block>, List<Cluster>>();
    for (Block block : region.blocks().subList(1, region.blocks().size())) {
      if (block.isEmpty() || !isClosed(block)) continue;
      List<Cluster> candidates = clusters.computeIfAbsent(block.last().successors(), _ -> new ArrayList<>());
      if (candidates.stream().noneMatch(c -> c.add(block))) candidates.add(new Cluster(block));
    }
    boolean merged = false;
    for (List<Cluster> ofSuccessors : clusters.values()) {
      for (Cluster cluster : ofSuccessors) merged |= cluster.merge(rewriter);
    }
    return merged;
  }

  private static boolean isClosed(Block block) {
    boolean hasRegions = block.operations().stream().anyMatch(o -> o.regions().stream().anyMatch(r -> !r.isEmpty()));
    return !hasRegions && !isUsedOutside(block.arguments(), block);
  }

  private static boolean isUsedOutside(List<? extends Value> values, Block block) {
    return values.stream().anyMatch(v -> v.users().stream().anyMatch(u -> u.block() != block));
  }

  /** The operands in which two blocks differ that may be merged; null for others. */
  private static List<Place> differences(Block a, Block b) {
    List<Operation> left = a.operations();
    List<Operation> right = b.operations();
    if (left.size() != right.size() || !types(a.arguments()).equals(types(b.arguments()))) return null;
    Map<Value, Value> twins = new IdentityHashMap<>();
    for (int i = 0; i < a.arguments().size(); i++) twins.put(a.argument(i), b.argument(i));
    var differences = new ArrayList<Place>();
    for (int i = 0; i < left.size(); i++) {
      Operation x = left.get(i);
      Operation y = right.get(i);
      if (!isLike(x, y) || isUsedOutside(x.results(), a) || isUsedOutside(y.results(), b)) return null;
      for (int k = 0; k < x.numOperands(); k++) {
        Value v = x.operand(k);
        Value w = y.operand(k);
        if (v == w || twins.get(v) == w) continue;
        boolean canBePassed = v.type().equals(w.type()) && canBePassed(v, a) && canBePassed(w, b);
        if (!canBePassed) return null;
        differences.add(new Place(i, k));
      }
      for (int k = 0; k < x.numResults(); k++) twins.put(x.result(k), y.result(k));
    }
    return differences;
  }

  private static List<?> types(List<? extends Value> values) {
    return values.stream().map(Value::type).toList();
  }

  /** Whether they do the same with their operands. */
  private static boolean isLike(Operation x, Operation y) {
    return x.name().equals(y.name()) && x.attributes().equals(y.attributes()) && x.resultTypes().equals(y.resultTypes())
        && x.numOperands() == y.numOperands() && x.regions().size() == y.regions().size();
  }

  /** Whether the branches to {@code block} can pass the value: it comes from outside, and not of such a branch itself. */
  private static boolean canBePassed(Value value, Block block) {
    Operation defining = value.definingOp();
    boolean ofBranch = defining != null && defining.successors().contains(block);
    return value.parentBlock() != block && !ofBranch;
  }

  private static void redirect(Block from, Block to, Rewriter rewriter) {
    for (Block block : from.region().blocks()) {
      Operation last = block.last();
      for (int i = 0; last != null && i < last.successors().size(); i++) {
        int successor = i;
        if (last.successors().get(i) == from) rewriter.modifyInPlace(last, () -> last.setSuccessor(successor, to));
      }
    }
    from.operations().reversed().forEach(rewriter::eraseOp);
    from.region().remove(from);
  }
}

package zkopt.transforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.analysis.BlockFlow;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.Effects;
import zkopt.rewrite.Rewriter;

/**
 * Replaces an operation by an equal one that stands before it, in its block or one that dominates it. Pure operations are merged wherever the
 * earlier one is visible, those with regions of one block included; operations that only read memory, within a block when nothing between them
 * may write.
 */
@Pass.Named(value = "cse", title = "CSE", summary = "Eliminate common sub-expressions")
@Pass.Statistic(value = "num-cse'd", description = "Number of operations CSE'd")
@Pass.Statistic(value = "num-dce'd", description = "Number of operations DCE'd")
public record Cse() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    var worker = apply(op);
    context.count("num-cse'd", worker.merged);
    context.count("num-dce'd", worker.dead);
  }

  /** Does the same to what lies inside {@code op}, outside of a pipeline; returns whether anything changed. */
  static boolean changes(Operation op) {
    var worker = apply(op);
    return worker.merged + worker.dead > 0;
  }

  private static Worker apply(Operation op) {
    var worker = new Worker();
    op.regions().forEach(r -> worker.region(r, new Scope(null)));
    return worker;
  }

  /** What makes two operations equal; operands as their numbers, regions as what stands in their blocks. */
  private record Key(String name, List<Integer> operands, Map<String, Attribute> attributes, List<Type> results, List<BlockKey> regions) {}

  private record BlockKey(List<Type> arguments, List<Key> operations) {}

  /** The operations that are visible, innermost first. */
  private record Scope(Scope outer, Map<Key, Operation> operations) {
    Scope(Scope outer) {
      this(outer, new HashMap<>());
    }

    Operation lookup(Key key) {
      for (Scope s = this; s != null; s = s.outer) {
        var known = s.operations.get(key);
        if (known != null) return known;
      }
      return null;
    }
  }

  private static final class Worker {
    private final Map<Value, Integer> numbers = new IdentityHashMap<>();
    private final Rewriter rewriter = new Rewriter();
    private long merged;
    private long dead;

    void region(Region region, Scope outer) {
      if (region.blocks().size() < 2) {
        for (Block block : region.blocks()) block(block, new Scope(outer));
        return;
      }
      // those that dominate a block come before it
      var flow = new BlockFlow(region);
      var scopes = new IdentityHashMap<Block, Scope>();
      for (Block block : flow.reversePostOrder()) {
        Block dominator = block == region.front() ? null : flow.immediateDominator(block);
        var scope = new Scope(dominator == null ? outer : scopes.get(dominator));
        scopes.put(block, scope);
        block(block, scope);
      }
    }

    private void block(Block block, Scope scope) {
      var reads = new HashMap<Key, Operation>();
      for (Operation op : block.operations()) {
        if (Effects.isTriviallyDead(op)) {
          op.erase();
          dead++;
          continue;
        }
        boolean isolated = op instanceof Traits.IsolatedFromAbove;
        op.regions().forEach(r -> region(r, isolated ? new Scope(null) : scope));
        if (Effects.mayWrite(op)) reads.clear();
        boolean ofOneBlock = op.regions().isEmpty() || op.regions().stream().allMatch(r -> r.blocks().size() < 2);
        if (ofOneBlock && !(op instanceof Traits.Terminator) && op.numResults() > 0) merge(op, scope, reads);
      }
    }

    private void merge(Operation op, Scope scope, Map<Key, Operation> reads) {
      boolean pure = Effects.isPure(op);
      if (!pure && (!op.regions().isEmpty() || !Effects.isReadOnly(op))) return;
      var key = key(op);
      var known = pure ? scope.lookup(key) : reads.get(key);
      if (known != null) {
        rewriter.replaceOp(op, known);
        merged++;
      } else if (pure) {
        scope.operations().put(key, op);
      } else {
        reads.put(key, op);
      }
    }

    private Key key(Operation op) {
      return key(op, op.regions().isEmpty() ? Map.of() : new IdentityHashMap<>());
    }

    /** @param inner numbers of the values inside the operation that is compared, below 0 */
    private Key key(Operation op, Map<Value, Integer> inner) {
      var operands = new ArrayList<Integer>();
      for (Value v : op.operands()) {
        Integer local = inner.get(v);
        operands.add(local != null ? local : numbers.computeIfAbsent(v, _ -> numbers.size()));
      }
      if (op instanceof Traits.Commutative) operands.sort(null);
      var regions = new ArrayList<BlockKey>();
      for (Region region : op.regions()) regions.add(region.isEmpty() ? null : key(region.front(), inner));
      return new Key(op.name(), operands, Map.copyOf(op.attributes()), op.resultTypes(), regions);
    }

    private BlockKey key(Block block, Map<Value, Integer> inner) {
      block.arguments().forEach(a -> inner.put(a, -1 - inner.size()));
      var operations = new ArrayList<Key>();
      for (Operation op : block.operations()) {
        operations.add(key(op, inner));
        op.results().forEach(r -> inner.put(r, -1 - inner.size()));
      }
      return new BlockKey(block.arguments().stream().map(Value::type).toList(), operations);
    }
  }
}

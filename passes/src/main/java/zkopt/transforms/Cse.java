package zkopt.transforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
 * Replaces an operation by an equal one that stands before it, in its block or around it. Pure operations are merged wherever the
 * earlier one is visible; operations that only read memory, within a block when nothing between them may write. Operations with
 * regions are left alone.
 */
@Pass.Named(value = "cse", title = "CSE", summary = "Eliminate common sub-expressions")
public record Cse() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    var worker = new Worker();
    op.regions().forEach(r -> worker.region(r, new Scope(null)));
    context.count("num-cse'd", worker.merged);
    context.count("num-dce'd", worker.dead);
  }

  /** What makes two operations equal; operands as their numbers. */
  private record Key(String name, List<Integer> operands, Map<String, Attribute> attributes, List<Type> results) {}

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
      for (Block block : region.blocks()) block(block, new Scope(outer));
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
        if (op.regions().isEmpty() && !(op instanceof Traits.Terminator) && op.numResults() > 0) merge(op, scope, reads);
      }
    }

    private void merge(Operation op, Scope scope, Map<Key, Operation> reads) {
      boolean pure = Effects.isPure(op);
      if (!pure && !Effects.isReadOnly(op)) return;
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
      var operands = new ArrayList<Integer>();
      for (Value v : op.operands()) operands.add(numbers.computeIfAbsent(v, _ -> numbers.size()));
      if (op instanceof Traits.Commutative) operands.sort(null);
      return new Key(op.name(), operands, Map.copyOf(op.attributes()), op.resultTypes());
    }
  }
}

package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import zkopt.dialect.scf.ParallelOp;
import zkopt.dialect.scf.ReduceOp;
import zkopt.ir.Block;
import zkopt.ir.IRMapping;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of {@code scf.parallel}. */
public final class ScfParallelRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(new ShortDimensions(), new MergeNestedParallelLoops());
  }

  /** A loop with a dimension that does not run is its initial values; a dimension that runs once is its lower bound. */
  record ShortDimensions() implements Rewrite<ParallelOp> {
    @Override
    public Class<ParallelOp> root() {
      return ParallelOp.class;
    }

    @Override
    public boolean matchAndRewrite(ParallelOp op, Rewriter rewriter) {
      var mapping = new IRMapping();
      var kept = new ArrayList<Integer>();
      for (int i = 0; i < op.steps().size(); i++) {
        Long count = TripCount.of(op.lowerBounds().get(i), op.upperBounds().get(i), op.steps().get(i));
        if (Objects.equals(count, 0L)) {
          rewriter.replaceOp(op, op.inits());
          return true;
        }
        if (Objects.equals(count, 1L)) mapping.map(op.body().argument(i), op.lowerBounds().get(i));
        else kept.add(i);
      }
      if (kept.size() == op.steps().size()) return false;
      rewriter.replaceOp(op, kept.isEmpty() ? runOnce(op, mapping, rewriter) : over(op, kept, mapping, rewriter).results());
      return true;
    }

    /** Copies the body, and each reduction of what the loop starts with and the only value. */
    private static List<Value> runOnce(ParallelOp op, IRMapping mapping, Rewriter rewriter) {
      copyBody(op.body(), mapping, rewriter);
      Operation reduce = op.body().last();
      var results = new ArrayList<Value>();
      for (Region reduction : reduce.regions()) {
        int i = results.size();
        Block block = reduction.front();
        mapping.map(block.argument(0), op.inits().get(i)).map(block.argument(1), mapping.lookup(reduce.operand(i)));
        copyBody(block, mapping, rewriter);
        results.add(mapping.lookup(block.last().operand(0)));
      }
      return results;
    }

    private static ParallelOp over(ParallelOp op, List<Integer> kept, IRMapping mapping, Rewriter rewriter) {
      ParallelOp made = ParallelOp.create(rewriter, op.location(), at(kept, op.lowerBounds()), at(kept, op.upperBounds()), at(kept, op.steps()), op.inits());
      for (int i = 0; i < kept.size(); i++) mapping.map(op.body().argument(kept.get(i)), made.body().argument(i));
      rewriter.setInsertionPointToEnd(made.body());
      op.body().operations().forEach(inner -> rewriter.insert(inner.clone(mapping)));
      return made;
    }

    private static List<Value> at(List<Integer> places, List<Value> values) {
      return places.stream().map(values::get).toList();
    }
  }

  /** All operations but the last. */
  private static void copyBody(Block body, IRMapping mapping, Rewriter rewriter) {
    for (Operation op : body.operations()) if (op != body.last()) rewriter.insert(op.clone(mapping));
  }

  /** {@code parallel (i) {parallel (j) {a}} -> parallel (i, j) {a}}, without results, where the bounds of j do not depend on i. */
  record MergeNestedParallelLoops() implements Rewrite<ParallelOp> {
    @Override
    public Class<ParallelOp> root() {
      return ParallelOp.class;
    }

    @Override
    public boolean matchAndRewrite(ParallelOp op, Rewriter rewriter) {
      boolean isNest = op.body().first() instanceof ParallelOp only && only.next() == op.body().last() && op.numResults() == 0 && only.numResults() == 0
          && only.operands().stream().noneMatch(op.body().arguments()::contains);
      if (!isNest) return false;
      var inner = (ParallelOp) op.body().first();
      ParallelOp made = ParallelOp.create(rewriter, op.location(), joined(op.lowerBounds(), inner.lowerBounds()),
          joined(op.upperBounds(), inner.upperBounds()), joined(op.steps(), inner.steps()), List.of());
      var mapping = new IRMapping();
      int outer = op.body().arguments().size();
      for (int i = 0; i < made.body().arguments().size(); i++) {
        mapping.map(i < outer ? op.body().argument(i) : inner.body().argument(i - outer), made.body().argument(i));
      }
      rewriter.setInsertionPointToEnd(made.body());
      copyBody(inner.body(), mapping, rewriter);
      ReduceOp.create(rewriter, op.location());
      rewriter.replaceOp(op, made);
      return true;
    }

    private static List<Value> joined(List<Value> a, List<Value> b) {
      return Stream.concat(a.stream(), b.stream()).toList();
    }
  }
}

package zkopt.transforms;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.scf.ForOp;
import zkopt.dialect.scf.ForallBounds;
import zkopt.dialect.scf.ForallOp;
import zkopt.dialect.scf.ParallelOp;
import zkopt.dialect.scf.ReduceOp;
import zkopt.dialect.scf.YieldOp;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.rewrite.Rewriter;

/** Writes {@code scf.forall} without outputs as {@code scf.parallel}, and that as a nest of {@code scf.for} that carries its reductions. */
final class ParallelLoopsToFor {
  private static final Rewriter REWRITER = new Rewriter();

  private ParallelLoopsToFor() {}

  static ParallelOp parallel(ForallOp op) {
    var builder = OpBuilder.before(op);
    ForallBounds bounds = op.bounds();
    List<Value> lower = values(bounds.lower(), builder, op.location());
    List<Value> upper = values(bounds.upper(), builder, op.location());
    List<Value> steps = values(bounds.steps(), builder, op.location());
    ParallelOp made = ParallelOp.create(builder, op.location(), lower, upper, steps, List.of());
    REWRITER.mergeBlockInto(op.body(), made.body(), made.body().arguments());
    Operation end = made.body().last();
    ReduceOp.create(OpBuilder.before(end), end.location());
    end.erase();
    op.erase();
    return made;
  }

  private static List<Value> values(List<Object> bounds, OpBuilder builder, Location location) {
    return bounds.stream().map(b -> b instanceof Long number ? ConstantOp.index(builder, location, number).result() : (Value) b).toList();
  }

  static void nest(ParallelOp op) {
    Location location = op.location();
    List<? extends Value> carried = op.inits();
    var counters = new ArrayList<Value>();
    ForOp outer = null;
    ForOp inner = null;
    for (int i = 0; i < op.steps().size(); i++) {
      OpBuilder builder = inner == null ? OpBuilder.before(op) : OpBuilder.atStart(inner.body());
      ForOp loop = ForOp.create(builder, location, op.lowerBounds().get(i), op.upperBounds().get(i), op.steps().get(i), carried);
      if (inner == null) outer = loop;
      else if (loop.numResults() > 0) YieldOp.create(builder, location, loop.results());
      inner = loop;
      carried = loop.iterArgs();
      counters.add(loop.inductionVar());
    }
    List<Value> reduced = reduce(op, carried);
    op.body().last().erase();
    Operation end = inner.body().last();
    if (end != null) end.remove();
    REWRITER.mergeBlockInto(op.body(), inner.body(), counters);
    if (end != null) inner.body().append(end);
    else YieldOp.create(OpBuilder.atEnd(inner.body()), location, reduced);
    op.replaceAllUsesWith(outer.results());
    op.erase();
  }

  /** Moves the reductions before the end of the body; returns what they make of what is carried and what they are given. */
  private static List<Value> reduce(ParallelOp op, List<? extends Value> carried) {
    Operation end = op.body().last();
    var reduced = new ArrayList<Value>();
    for (int i = 0; i < end.numOperands(); i++) {
      var body = end.region(i).front();
      REWRITER.inlineBlockBefore(body, end, List.of(carried.get(i), end.operand(i)));
      Operation returned = end.previous();
      reduced.add(returned.operand(0));
      returned.erase();
    }
    return reduced;
  }
}

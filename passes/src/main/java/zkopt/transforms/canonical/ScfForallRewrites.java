package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.scf.ForallBounds;
import zkopt.dialect.scf.ForallOp;
import zkopt.dialect.tensor.CastOp;
import zkopt.dialect.tensor.DimOp;
import zkopt.dialect.tensor.InsertSliceOp;
import zkopt.dialect.tensor.ParallelInsertSliceOp;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.IRMapping;
import zkopt.ir.Location;
import zkopt.ir.OpResult;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of {@code scf.forall}. */
public final class ScfForallRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(
        new Rule<>("DimOfForallOp", DimOp.class, 1, ScfForallRewrites::dimOfResult),
        new Rule<>("FoldTensorCastOfOutputIntoForallOp", ForallOp.class, 1, ScfForallRewrites::outputsBeforeCasts),
        new Rule<>("ForallOpControlOperandsFolder", ForallOp.class, 1, ScfForallRewrites::constantBounds),
        new Rule<>("ForallOpIterArgsFolder", ForallOp.class, 1, ScfForallRewrites::onlyWrittenOutputs),
        new Rule<>("ForallOpSingleOrZeroIterationDimsFolder", ForallOp.class, 1, ScfForallRewrites::shortDimensions),
        new Rule<>("ForallOpReplaceConstantInductionVar", ForallOp.class, 1, ScfForallRewrites::constantCounters));
  }

  /** {@code dim(forall shared_outs(o)) -> dim(o)}. */
  private static boolean dimOfResult(DimOp op, Rewriter rewriter) {
    if (!(op.source() instanceof OpResult result) || !(result.definingOp() instanceof ForallOp loop)) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(0, loop.outputs().get(result.index())));
    return true;
  }

  /** {@code forall shared_outs(cast(o)) -> cast(forall shared_outs(o))}, where the cast only forgets sizes. */
  private static boolean outputsBeforeCasts(ForallOp op, Rewriter rewriter) {
    var outputs = new ArrayList<Value>();
    for (Value output : op.outputs()) {
      boolean forgets = output.definingOp() instanceof CastOp cast && TensorRewrites.onlyForgets(cast);
      outputs.add(forgets ? output.definingOp().operand(0) : output);
    }
    if (outputs.equals(op.outputs())) return false;
    ForallOp made = ForallOp.create(rewriter, op.location(), op.bounds(), outputs, op.mapping());
    var arguments = new ArrayList<Value>(made.body().arguments());
    rewriter.setInsertionPointToStart(made.body());
    for (int i = op.rank(); i < arguments.size(); i++) arguments.set(i, cast(arguments.get(i), op.body().argument(i), op.location(), rewriter));
    rewriter.mergeBlockInto(op.body(), made.body(), arguments);
    for (Operation insert : made.body().last().region(0).front().operations()) {
      if (insert instanceof ParallelInsertSliceOp && insert.operand(1).definingOp() instanceof CastOp cast && cast.block() == made.body()) {
        rewriter.modifyInPlace(insert, () -> insert.setOperand(1, cast.source()));
      }
    }
    rewriter.setInsertionPointAfter(made);
    var results = new ArrayList<Value>();
    for (OpResult result : op.results()) results.add(cast(made.result(result.index()), result, op.location(), rewriter));
    rewriter.replaceOp(op, results);
    return true;
  }

  private static Value cast(Value value, Value like, Location location, Rewriter rewriter) {
    return value.type().equals(like.type()) ? value : CastOp.create(rewriter, location, value, like.type()).result();
  }

  /** Constant bounds and steps become numbers. */
  private static boolean constantBounds(ForallOp op, Rewriter rewriter) {
    var known = op.bounds().map(bound -> bound instanceof Value v && TripCount.number(v) != null ? TripCount.number(v) : bound);
    if (known.equals(op.bounds())) return false;
    rewriter.modifyInPlace(op, () -> op.setBounds(known));
    return true;
  }

  /** What nobody uses, or no iteration writes into, is no output. */
  private static boolean onlyWrittenOutputs(ForallOp op, Rewriter rewriter) {
    List<Integer> kept = IntStream.range(0, op.numResults()).boxed().filter(i -> op.result(i).hasUses() && !writesInto(op.output(i)).isEmpty()).toList();
    if (kept.size() == op.numResults()) return false;
    for (int i = 0; i < op.numResults(); i++) if (!kept.contains(i)) writesInto(op.output(i)).forEach(rewriter::eraseOp);
    rewriter.setInsertionPoint(op);
    ForallOp made = ForallOp.create(rewriter, op.location(), op.bounds(), kept.stream().map(op.outputs()::get).toList(), op.mapping());
    var arguments = new ArrayList<Value>(made.body().arguments().subList(0, op.rank()));
    for (int i = 0; i < op.numResults(); i++) arguments.add(kept.contains(i) ? made.output(kept.indexOf(i)) : op.outputs().get(i));
    rewriter.mergeBlockInto(op.body(), made.body(), arguments);
    for (int i = 0; i < op.numResults(); i++) {
      rewriter.replaceAllUsesWith(op.result(i), kept.contains(i) ? made.result(kept.indexOf(i)) : op.outputs().get(i));
    }
    rewriter.eraseOp(op);
    return true;
  }

  private static List<Operation> writesInto(BlockArgument output) {
    return output.users().stream().filter(u -> u instanceof ParallelInsertSliceOp && u.operand(1) == output).toList();
  }

  /** A loop with a dimension that does not run is its outputs; a dimension that runs once is its lower bound, unless dimensions are mapped. */
  private static boolean shortDimensions(ForallOp op, Rewriter rewriter) {
    if (op.mapping() instanceof ArrayAttr mapping && !mapping.values().isEmpty()) return false;
    ForallBounds bounds = op.bounds();
    var kept = new ArrayList<Integer>();
    for (int i = 0; i < op.rank(); i++) {
      Long count = count(bounds, i);
      if (Objects.equals(count, 0L)) {
        rewriter.replaceOp(op, op.outputs());
        return true;
      }
      if (!Objects.equals(count, 1L)) kept.add(i);
    }
    if (kept.size() == op.rank()) return false;
    List<Value> counters = lowerBounds(op, i -> !kept.contains(i), rewriter);
    if (kept.isEmpty()) runOnce(op, counters, rewriter);
    else over(op, kept, counters, rewriter);
    return true;
  }

  private static Long count(ForallBounds bounds, int i) {
    return TripCount.of(bounds.lower().get(i), bounds.upper().get(i), bounds.steps().get(i));
  }

  /** The lower bounds of some dimensions, as values; null for the others. */
  private static List<Value> lowerBounds(ForallOp op, Predicate<Integer> wanted, Rewriter rewriter) {
    var values = new ArrayList<Value>();
    for (int i = 0; i < op.rank(); i++) values.add(wanted.test(i) ? value(op.bounds().lower().get(i), op.location(), rewriter) : null);
    return values;
  }

  private static Value value(Object bound, Location location, Rewriter rewriter) {
    return bound instanceof Value v ? v : ConstantOp.index(rewriter, location, (Long) bound).result();
  }

  /** The body in place of the loop; what it inserts in parallel is inserted. */
  private static void runOnce(ForallOp op, List<Value> counters, Rewriter rewriter) {
    var arguments = new ArrayList<>(counters);
    arguments.addAll(op.outputs());
    Operation end = op.body().last();
    rewriter.inlineBlockBefore(op.body(), op, arguments);
    rewriter.setInsertionPointAfter(end);
    var results = new ArrayList<Value>();
    for (Operation insert : end.region(0).front().operations()) {
      results.add(MixedSlice.of(insert).create(rewriter, InsertSliceOp.SPEC, op.location(), List.of(insert.operand(1).type())).result());
    }
    rewriter.eraseOp(end);
    rewriter.replaceOp(op, results);
  }

  private static void over(ForallOp op, List<Integer> kept, List<Value> counters, Rewriter rewriter) {
    ForallOp made = ForallOp.create(rewriter, op.location(), op.bounds().only(kept), op.outputs(), null);
    made.setOtherAttributes(op);
    var mapping = new IRMapping();
    Block from = op.body();
    for (int i = 0; i < op.rank(); i++) mapping.map(from.argument(i), kept.contains(i) ? made.body().argument(kept.indexOf(i)) : counters.get(i));
    for (int i = 0; i < op.numResults(); i++) mapping.map(op.output(i), made.output(i));
    rewriter.setInsertionPointToEnd(made.body());
    from.operations().forEach(inner -> rewriter.insert(inner.clone(mapping)));
    rewriter.replaceOp(op, made);
  }

  /** The counter of a dimension that runs once is its lower bound. */
  private static boolean constantCounters(ForallOp op, Rewriter rewriter) {
    boolean changed = false;
    for (int i = 0; i < op.rank(); i++) {
      Value counter = op.body().argument(i);
      if (!counter.hasUses() || !Objects.equals(count(op.bounds(), i), 1L)) continue;
      rewriter.replaceAllUsesWith(counter, value(op.bounds().lower().get(i), op.location(), rewriter));
      changed = true;
    }
    return changed;
  }
}

package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.ir.Traits;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Makes loops whose iterations do not depend on one another {@code affine.parallel}, outer ones first. */
@Pass.Named(value = "affine-parallelize", summary = "Convert affine.for ops into 1-D affine.parallel")
public record AffineParallelize(
    @Option(value = "Maximum number of nested parallel loops to produce", defaultValue = "4294967295", unsigned = true) int maxNested,
    @Option("Whether to parallelize reduction loops. Defaults to false.") boolean parallelReductions)
    implements Pass {
  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    var parallel = new ArrayList<ForOp>();
    root.walkPreOrder(op -> {
      if (!(op instanceof ForOp loop)) return;
      String obstacle = obstacle(loop);
      if (obstacle == null) parallel.add(loop);
      else missed(loop, obstacle, context);
    });
    for (ForOp loop : parallel) {
      if (parallelLoopsAround(loop) >= Integer.toUnsignedLong(maxNested)) {
        missed(loop, "there are " + maxNested + " parallel loops around it", context);
        continue;
      }
      context.remark(Remark.Kind.PASSED, "Parallelized", loop, () -> "the iterations of the loop are independent");
      parallelize(loop);
    }
  }

  private static void missed(ForOp loop, String why, PassContext context) {
    context.remark(Remark.Kind.MISSED, "NotParallelized", loop, () -> "the loop stays sequential: " + why);
  }

  /** Why the iterations may not run in any order, or null. */
  private String obstacle(ForOp loop) {
    if (loop.numResults() > 0 && !parallelReductions) return "it carries values, and reductions were not asked for";
    if (loop.numResults() > 0 && Reduction.all(loop) == null) return "it carries a value that is no reduction";
    return ParallelLoops.accessesAreIndependent(loop) ? null : "an iteration may depend on another one";
  }

  private static int parallelLoopsAround(Operation op) {
    int n = 0;
    for (Operation p = op.parentOp(); p != null && !(p instanceof Traits.AffineScope); p = p.parentOp()) if (p instanceof ParallelOp) n++;
    return n;
  }

  private static void parallelize(ForOp loop) {
    List<Reduction> reductions = Reduction.all(loop);
    ParallelOp made = ParallelOp.create(OpBuilder.before(loop), loop.location(), reductions.stream().map(Reduction::kind).toList(),
        loop.resultTypes(), ParallelOp.Bounds.ofOne(loop.lowerMap(), loop.lowerOperands()), ParallelOp.Bounds.ofOne(loop.upperMap(), loop.upperOperands()),
        loop.step());
    made.region(0).takeBody(loop.region(0));
    for (int i = 0; i < reductions.size(); i++) reductions.get(i).moveOut(loop, made, i);
    for (int i = made.body().arguments().size() - 1; i > 0; i--) made.body().eraseArgument(i);
    loop.erase();
  }
}

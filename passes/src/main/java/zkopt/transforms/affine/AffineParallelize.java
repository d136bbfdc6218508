package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
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
      if (op instanceof ForOp loop && isParallel(loop)) parallel.add(loop);
    });
    for (ForOp loop : parallel) {
      if (parallelLoopsAround(loop) < Integer.toUnsignedLong(maxNested)) parallelize(loop);
    }
  }

  private boolean isParallel(ForOp loop) {
    if (loop.numResults() > 0 && (!parallelReductions || Reduction.all(loop) == null)) return false;
    return ParallelLoops.accessesAreIndependent(loop);
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

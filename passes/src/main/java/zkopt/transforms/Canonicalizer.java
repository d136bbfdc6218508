package zkopt.transforms;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;
import zkopt.rewrite.RegionSimplify;
import zkopt.rewrite.Rewrite;

/** Applies the rewrites of every {@link CanonicalizationProvider}, and all folds, until nothing changes. */
@Pass.Named(value = "canonicalize", summary = "Fold, and bring operations into their canonical form")
public record Canonicalizer(
    @Option("names of the only rewrites to apply; all when empty") List<String> enablePatterns,
    @Option("names of rewrites not to apply") List<String> disablePatterns,
    @Option("names of the only dialects whose operations are rewritten; all when empty; folds are not restricted") List<String> filterDialects,
    @Option(value = "sweeps over the IR at most; -1 for no limit", defaultValue = "10") int maxIterations,
    @Option(value = "rewrites in each sweep at most, folds not counted; -1 for no limit", defaultValue = "-1") long maxNumRewrites,
    @Option(value = "what is done to blocks after each sweep: nothing; erase what is not reached or needed; merge equal ones, too", defaultValue = "normal") RegionSimplify regionSimplify,
    @Option(value = "visit operations from the top first", defaultValue = "true") boolean topDown,
    @Option("eliminate common sub-expressions after each sweep") boolean cseBetweenIterations,
    @Option("fail when the iterations do not suffice") boolean testConvergence)
    implements Pass {
  /** With the default options. */
  public Canonicalizer() {
    this(List.of(), List.of(), List.of(), 10, -1, RegionSimplify.NORMAL, true, false, false);
  }

  /** The rewrites of every {@link CanonicalizationProvider}. */
  public static Stream<? extends Rewrite<?>> rewrites() {
    return ServiceLoader.load(CanonicalizationProvider.class).stream().flatMap(p -> p.get().rewrites().stream());
  }

  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    List<? extends Rewrite<?>> rewrites = rewrites()
        .filter(r -> !disablePatterns.contains(r.name()) && (enablePatterns.isEmpty() || enablePatterns.contains(r.name()))).toList();
    var config = new GreedyRewriteDriver.Config(maxIterations, maxNumRewrites, topDown, regionSimplify,
        Set.copyOf(filterDialects), inside -> cseBetweenIterations && Cse.changes(inside));
    var result = GreedyRewriteDriver.apply(op, rewrites, context.ir(), config);
    if (result.converged()) return;
    String failure = "failed to converge within " + maxIterations + " iterations" + (result.last() == null ? "" : "; last, " + result.last());
    context.remark(Remark.Kind.FAILED, "NotConverged", op, () -> failure);
    if (testConvergence) throw context.failure(op, failure);
  }
}

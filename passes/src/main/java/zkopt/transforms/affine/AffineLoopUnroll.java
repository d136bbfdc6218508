package zkopt.transforms.affine;

import java.util.OptionalInt;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Unrolls the innermost loops; with a threshold, all short loops in full. */
@Pass.Named(value = "affine-loop-unroll", summary = "Unroll affine loops")
public record AffineLoopUnroll(
    @Option(value = "Use this unroll factor for all loops being unrolled", defaultValue = "4", unsigned = true) int unrollFactor,
    @Option("Allow unrolling up to the factor specified") boolean unrollUpToFactor,
    @Option("Fully unroll loops") boolean unrollFull,
    @Option(value = "Unroll innermost loops repeatedly this many times", defaultValue = "1", unsigned = true) int unrollNumReps,
    @Option(value = "Unroll all loops with trip count less than or equal to this", unsigned = true) OptionalInt unrollFullThreshold,
    @Option("Fully unroll the cleanup loop when possible.") boolean cleanupUnroll)
    implements Pass {
  public AffineLoopUnroll {
    if (unrollFactor == 0) throw new IllegalArgumentException("the unroll factor must be positive, but is 0");
  }

  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    if (unrollFull && unrollFullThreshold.isPresent()) {
      long threshold = Integer.toUnsignedLong(unrollFullThreshold.getAsInt());
      for (ForOp loop : Loops.inside(root)) {
        if (TripCounts.constant(loop).stream().anyMatch(c -> c <= threshold)) unroll(loop, context);
      }
      return;
    }
    boolean unrolled = true;
    for (long i = 0; i < Integer.toUnsignedLong(unrollNumReps) && unrolled; i++) {
      unrolled = false;
      for (ForOp loop : Loops.inside(root).stream().filter(Loops::isInnermost).toList()) unrolled |= unroll(loop, context);
    }
  }

  private boolean unroll(ForOp loop, PassContext context) {
    if (unroll(loop)) return true;
    context.remark(Remark.Kind.MISSED, "NotUnrolled", loop, () -> "the loop is not unrolled: its number of iterations is not known, or too small");
    return false;
  }

  private boolean unroll(ForOp loop) {
    if (unrollFull) return LoopUnrolling.full(loop);
    long factor = Integer.toUnsignedLong(unrollFactor);
    return unrollUpToFactor ? LoopUnrolling.upToFactor(loop, factor) : LoopUnrolling.byFactor(loop, factor, cleanupUnroll);
  }
}

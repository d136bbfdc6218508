package zkopt.transforms.affine;

import zkopt.dialect.affine.ForOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Operation;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Unrolls the loop that a function begins with, and runs the copies of what is inside its inner loops in one iteration of these. */
@Pass.Named(value = "affine-loop-unroll-jam", title = "AffineLoopUnrollAndJam", summary = "Unroll and jam affine loops")
public record AffineLoopUnrollJam(
    @Option(value = "Use this unroll jam factor for all loops (default 4)", defaultValue = "4", unsigned = true) int unrollJamFactor) implements Pass {
  public AffineLoopUnrollJam {
    if (unrollJamFactor == 0) throw new IllegalArgumentException("the unroll factor must be positive, but is 0");
  }

  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    var function = (FuncOp) root;
    if (!function.isDeclaration() && function.body().first() instanceof ForOp loop) LoopJamming.byFactor(loop, Integer.toUnsignedLong(unrollJamFactor));
  }
}

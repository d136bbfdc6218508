package zkopt.transforms.affine;

import java.util.List;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The passes over affine loops. */
public final class AffinePasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(LowerAffine.class, AffineSimplifyStructures.class, AffineLoopNormalize.class, AffineLoopUnroll.class, AffineLoopTile.class,
        AffineParallelize.class, AffineScalarReplacement.class, AffineLoopFusion.class, AffineLoopInvariantCodeMotion.class, AffineExpandIndexOps.class, AffineLoopUnrollJam.class, AffineLoopCoalescing.class,
        AffineDataCopyGenerate.class);
  }
}

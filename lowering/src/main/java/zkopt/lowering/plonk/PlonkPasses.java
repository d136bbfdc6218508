package zkopt.lowering.plonk;

import java.util.List;
import java.util.Map;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The road from fixed-point loops to gates. */
public final class PlonkPasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(RaiseAffineToContract.class, RaiseSumsToContract.class, ConvertFixedToPlonk.class, FuseGates.class, ChooseContractionMethod.class,
        PrintGates.class);
  }

  @Override
  public Map<String, String> pipelines() {
    return Map.of("fixed-to-plonk",
        "raise-affine-to-contract,raise-sums-to-contract,convert-fixed-to-plonk,fuse-gates,canonicalize,symbol-dce,choose-contraction-method");
  }
}

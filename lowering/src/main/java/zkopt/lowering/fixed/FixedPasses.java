package zkopt.lowering.fixed;

import java.util.List;
import java.util.Map;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The road from floats to integers. */
public final class FixedPasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(ConvertAffineToFixed.class, TabulateFunctions.class);
  }

  @Override
  public Map<String, String> pipelines() {
    return Map.of("affine-to-fixed", "convert-affine-to-fixed,canonicalize,cse,tabulate-functions,canonicalize,cse");
  }
}

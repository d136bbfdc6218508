package zkopt.lowering.fixed;

import java.util.List;
import java.util.Map;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The road from floats to integers. */
public final class FixedPasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(DropSoftmaxMaximum.class, ConvertAffineToFixed.class, TabulateFunctions.class);
  }

  @Override
  public Map<String, String> pipelines() {
    return Map.of("affine-to-fixed", "func.func(drop-softmax-maximum),convert-affine-to-fixed,canonicalize,cse,tabulate-functions,canonicalize,cse");
  }
}

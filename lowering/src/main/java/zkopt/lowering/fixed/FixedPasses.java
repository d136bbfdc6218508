package zkopt.lowering.fixed;

import java.util.List;
import java.util.Map;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The road from floats to integers. */
public final class FixedPasses implements PassProvider {
  private static final String PREPARE = "func.func(drop-softmax-maximum,split-index-sets,materialize-sums),";

  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(DropSoftmaxMaximum.class, MaterializeSums.class, ConvertAffineToFixed.class, FoldRescales.class, TabulateFunctions.class);
  }

  @Override
  public Map<String, String> pipelines() {
    return Map.of("affine-to-fixed", PREPARE + "convert-affine-to-fixed,canonicalize,cse,fold-rescales,tabulate-functions,canonicalize,cse",
        // what the analysis of errors reads: each operation as it was converted
        "affine-to-fixed-with-errors", PREPARE + "convert-affine-to-fixed{state-errors=true}");
  }
}

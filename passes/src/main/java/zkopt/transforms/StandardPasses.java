package zkopt.transforms;

import java.util.List;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;
import zkopt.transforms.affine.LowerAffine;

/** The general passes. */
public final class StandardPasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(Canonicalizer.class, Cse.class, Dce.class, SymbolDce.class, StripDebugInfo.class, LoopInvariantCodeMotion.class, PrintIr.class,
        PrintOpStats.class, LowerAffine.class, ControlFlowSink.class, Inline.class, Sccp.class);
  }
}

package zkopt.transforms;

import java.util.List;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The general passes. */
public final class StandardPasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(Canonicalizer.class, Cse.class, Dce.class, SymbolDce.class, StripDebugInfo.class, LoopInvariantCodeMotion.class, PrintIr.class,
        PrintOpStats.class, ControlFlowSink.class, Inline.class, Sccp.class, SymbolPrivatize.class, ConvertScfToCf.class, Mem2Reg.class, ViewOpGraph.class,
        IntRangeOptimizations.class, SnapshotOpLocations.class);
  }
}

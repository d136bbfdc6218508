package zkopt.transforms;

import java.util.List;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The passes that know no dialect in particular. */
public final class StandardPasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(Canonicalizer.class, Cse.class, Dce.class, SymbolDce.class, StripDebugInfo.class, PrintIr.class, PrintOpStats.class);
  }
}

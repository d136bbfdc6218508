package zkopt.tools.prove;

import java.util.List;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** Passes that ask what a proof would be. */
public final class ProvePasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(LowerByCost.class);
  }
}

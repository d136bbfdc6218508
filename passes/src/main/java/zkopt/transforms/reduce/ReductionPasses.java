package zkopt.transforms.reduce;

import java.util.List;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The passes that make failing inputs small. */
public final class ReductionPasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(ReductionTree.class);
  }
}

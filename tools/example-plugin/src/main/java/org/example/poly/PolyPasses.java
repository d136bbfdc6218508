package org.example.poly;

import java.util.List;
import zkopt.pass.Pass;
import zkopt.pass.PassProvider;

/** The passes of the plug-in. */
public final class PolyPasses implements PassProvider {
  @Override
  public List<Class<? extends Pass>> passes() {
    return List.of(RaiseFixedToPoly.class, ConvertPolyToPlonk.class);
  }
}

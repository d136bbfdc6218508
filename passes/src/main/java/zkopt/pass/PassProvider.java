package zkopt.pass;

import java.util.List;
import java.util.Map;

/** Adds passes and named pipelines to the {@link PassRegistry}. Found by {@link java.util.ServiceLoader}. */
public interface PassProvider {
  /** Record classes annotated with {@link Pass.Named}. */
  List<Class<? extends Pass>> passes();

  /**
   * Named pipelines: what each stands for, as the text of pipeline elements ({@code cse,func.func(canonicalize)}). An option given to
   * a pipeline is passed to every pass inside that has an option of that name.
   */
  default Map<String, String> pipelines() {
    return Map.of();
  }
}

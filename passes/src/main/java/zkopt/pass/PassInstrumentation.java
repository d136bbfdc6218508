package zkopt.pass;

import zkopt.ir.Operation;

/** Watches a {@link PassManager} at work; it must not change the IR. */
public interface PassInstrumentation {
  default void beforePipeline(PassPipeline pipeline, Operation op) {}

  default void afterPipeline(PassPipeline pipeline, Operation op) {}

  default void beforePass(PassRun run) {}

  default void afterPass(PassRun run) {}

  /** The pass failed, or left IR that does not verify. */
  default void afterPassFailed(PassRun run) {}
}

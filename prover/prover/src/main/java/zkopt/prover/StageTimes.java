package zkopt.prover;

import java.util.Arrays;
import java.util.function.Supplier;

/** How long each {@link Stage} of one proof took. */
public final class StageTimes {
  private final long[] nanos = new long[Stage.values().length];

  /** Runs {@code work} and adds its time to the stage's. */
  <T> T run(Stage stage, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    nanos[stage.ordinal()] += System.nanoTime() - start;
    return result;
  }

  /** In nanoseconds of wall time. */
  public long of(Stage stage) {
    return nanos[stage.ordinal()];
  }

  /** The time of all stages that commit: {@link Stage#isCommit}. */
  public long commit() {
    return Arrays.stream(Stage.values()).filter(Stage::isCommit).mapToLong(this::of).sum();
  }

  public long total() {
    return Arrays.stream(nanos).sum();
  }
}

package zkopt.tools.prove;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import zkopt.tools.cli.ToolException;

/** How much of the heap is in use, found by collecting garbage. */
final class LiveHeap {
  private LiveHeap() {}

  /** Bytes in use now. */
  static long now() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The most bytes in use at any of the moments at which garbage is collected, again and again, while {@code work} runs. */
  static long most(Runnable work) {
    var task = new FutureTask<Void>(work, null);
    Thread.ofPlatform().daemon().name("measured work").start(task);
    long most = 0;
    do most = Math.max(most, now());
    while (!task.isDone());
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while the heap was measured", e);
    }
    return most;
  }
}

package zkopt.tools.prove;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import zkopt.tools.cli.ToolException;

/** How much of the heap is in use, found by collecting garbage. */
final class LiveHeap {
  private static final List<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
      .map(MemoryPoolMXBean::getName).toList();

  private LiveHeap() {}

  /** Bytes in use now. What other threads allocate as soon as garbage is collected does not count. */
  static long now() {
    System.gc();
    GcInfo last = ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream().map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(Objects::nonNull).max(Comparator.comparingLong(GcInfo::getEndTime)).orElseThrow();
    return POOLS.stream().mapToLong(pool -> last.getMemoryUsageAfterGc().get(pool).getUsed()).sum();
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

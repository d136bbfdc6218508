package zkopt.tools.prove;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import zkopt.tools.cli.ToolException;

/** How much of the heap is in use, found by collecting garbage. */
final class LiveHeap {
  private static final List<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
      .map(MemoryPoolMXBean::getName).toList();

  private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);

  /** What the work gets of the time between two collections: with less it would hardly go on. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(2);
  private static final int SHARE_OF_WORK = 8;

  private LiveHeap() {}

  /**
   * Bytes in use now. What other threads allocate as soon as garbage is collected does not count.
   *
   * @throws ToolException when the virtual machine does not collect garbage on demand
   */
  static long now() {
    long[] before = COLLECTORS.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).toArray();
    System.gc();
    // the last that ran: those that leave old garbage come first, and run at any time
    GcInfo full = IntStream.range(0, before.length).filter(i -> COLLECTORS.get(i).getCollectionCount() > before[i])
        .mapToObj(i -> COLLECTORS.get(i).getLastGcInfo()).reduce((_, last) -> last)
        .orElseThrow(() -> new ToolException("the heap cannot be measured: this virtual machine collects no garbage on demand"));
    return POOLS.stream().mapToLong(pool -> full.getMemoryUsageAfterGc().get(pool).getUsed()).sum();
  }

  /** The most bytes in use at any of the moments at which garbage is collected, again and again, while {@code work} runs. */
  static long most(Runnable work) {
    var task = new FutureTask<Void>(work, null);
    Thread.ofPlatform().daemon().name("measured work").start(task);
    long most = 0;
    try {
      do {
        long start = System.nanoTime();
        most = Math.max(most, now());
        Thread.sleep(Duration.ofNanos(Math.max(LEAST_PAUSE.toNanos(), (System.nanoTime() - start) / SHARE_OF_WORK)));
      } while (!task.isDone());
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

package zkopt.attack;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import zkopt.protocol.VerifyingKey;

/**
 * What the decision on one forgery may cost at most.
 *
 * @param key the key that the memory is counted for: under another one it is what that key asks for
 * @param bytes memory allocated, whether or not it lives on
 * @param nanos time on the processor
 */
public record Limits(VerifyingKey key, long bytes, long nanos) {
  private static final long SLACK_BYTES = 4L << 20;
  private static final long MAX_NANOS = 1_000_000_000L;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Twice what an honest proof costs and 4 MiB, and a second, which code that is not compiled yet may take. */
  public static Limits of(Judge judge, Forgery honest) {
    long before = allocatedBytes();
    judge.judge(honest);
    return new Limits(honest.key(), 2 * (allocatedBytes() - before) + SLACK_BYTES, MAX_NANOS);
  }

  boolean exceeded(Forgery forgery, long bytes, long nanos) {
    return nanos > this.nanos || bytes > this.bytes && forgery.key() == key;
  }

  /** Bytes that this thread has allocated so far. */
  static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Time that this thread has spent on a processor so far. */
  static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}

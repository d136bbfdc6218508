package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is held is seen, what was let go is not. */
class LiveHeapTest {
  private static final int HELD_LONGS = 4 << 20;
  private static final long HELD_BYTES = 8L * HELD_LONGS;

  @Test
  void whatWorkHoldsIsSeen() {
    long before = LiveHeap.now();
    long most = LiveHeap.most(() -> {
      for (int i = 0; i < 8; i++) hold();
    });
    long after = LiveHeap.now();
    assertTrue(most - before > 0.9 * HELD_BYTES && most - before < 1.9 * HELD_BYTES, () -> most - before + " bytes");
    assertTrue(after - before < HELD_BYTES / 2, () -> after - before + " bytes");
  }

  private static void hold() {
    long[] held = new long[HELD_LONGS];
    LockSupport.parkNanos(50_000_000);
    Reference.reachabilityFence(held);
  }

  @Test
  void aFailureIsPassedOn() {
    var failure = new IllegalStateException("no proof");
    assertEquals(failure, assertThrows(IllegalStateException.class, () -> LiveHeap.most(() -> {
      throw failure;
    })));
  }
}

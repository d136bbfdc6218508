package zkopt.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zkopt.verifier.Verdict;

/** What a verifier must not do counts as not withstood: accept, throw, give no reason, take too much. */
class ArenaTest {
  private static final Attack ATTACK = new Attack("an attack", () -> new Forgery(null, null, new byte[0]));
  private static final Verdict NO = new Verdict(false, "byte 17 is wrong");

  private static Tally run(Judge judge) {
    return new Arena(judge, new Limits(null, 1 << 20, 1_000_000_000)).run("a family", Stream.of(ATTACK));
  }

  private static void assertFails(Judge judge, String what) {
    Tally tally = run(judge);
    assertFalse(tally.withstood());
    assertEquals(1, tally.failures().size());
    assertTrue(tally.failures().getFirst().what().startsWith(what), tally.failures().toString());
  }

  @Test
  void rejections() {
    Tally tally = run(_ -> NO);
    assertTrue(tally.withstood());
    assertEquals(Map.of("byte # is wrong", 1L), tally.refusals());
    assertEquals(List.of(), tally.failures());
  }

  @Test
  void acceptance() {
    assertFails(_ -> new Verdict(true, ""), "accepted");
  }

  @Test
  void exceptions() {
    assertFails(_ -> {
      throw new IllegalStateException("bad");
    }, "exception: java.lang.IllegalStateException: bad");
    assertFails(_ -> {
      throw new OutOfMemoryError();
    }, "exception: ");
  }

  @Test
  void noReason() {
    assertFails(_ -> new Verdict(false, ""), "rejected without a reason");
  }

  @Test
  void tooMuchMemory() {
    assertFails(_ -> new byte[2 << 20].length > 0 ? NO : NO, "too costly");
  }

  @Test
  void attacksThatHaveNoHoldAreNotCounted() {
    Attack none = new Attack("none", () -> {
      throw new NotApplicableException("there is nothing to attack");
    });
    Tally tally = new Arena(_ -> NO, new Limits(null, 1, 1)).run("a family", Stream.of(none));
    assertEquals(0, tally.tried());
    assertEquals(Map.of("there is nothing to attack", 1L), tally.notApplicable());
  }
}

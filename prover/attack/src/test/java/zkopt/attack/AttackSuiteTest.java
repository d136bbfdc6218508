package zkopt.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zkopt.attack.AttackSuite.Effort;

/** The verifier withstands every attack; and each attack on a known mistake succeeds against a verifier that makes it. */
class AttackSuiteTest {
  private static Target target;

  @BeforeAll
  static void prove() {
    target = ToyTarget.make();
  }

  private static void assertWithstands(Effort effort) {
    Arena arena = new Arena(Judge.VERIFIER, Limits.of(Judge.VERIFIER, target.honest()));
    for (AttackFamily family : AttackSuite.families(target, effort)) {
      Tally tally = arena.run(family.name(), family.attacks(target));
      System.out.printf("%s, seed %d: %,d tried, worst %.1f ms and %,d bytes%n", tally.family(), target.seed(), tally.tried(),
          tally.worstNanos() / 1e6, tally.worstBytes());
      assertEquals(List.of(), tally.failures(), tally.family() + ", seed " + target.seed());
      assertTrue(tally.tried() > 0, tally.family() + " tried nothing: " + tally.notApplicable());
    }
  }

  @Test
  void theHonestProofsAreAccepted() {
    assertTrue(Judge.VERIFIER.judge(target.honest()).accepted());
    target.others().forEach(other -> assertTrue(Judge.VERIFIER.judge(other).accepted()));
  }

  @Test
  void everyAttackIsRejected() {
    assertWithstands(new Effort(3, 300, 2000));
  }

  @Test
  @Tag("slow")
  void everyByteAndAMillionMutations() {
    assertWithstands(new Effort(8, target.bytes().length, 1_000_000));
  }
}

package zkopt.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.attack.cheat.BiasedQueries;
import zkopt.attack.cheat.MistakenTranscript;
import zkopt.attack.cheat.WeakFiatShamir;
import zkopt.protocol.Transcript;
import zkopt.verifier.MistakenVerifier;

/** The attacks can succeed: each proves a falsehood to a verifier that makes the mistake it is made for. */
class MistakesTest {
  private static Target target;

  @BeforeAll
  static void prove() {
    target = ToyTarget.make();
  }

  private static Tally run(Judge judge, AttackFamily family, String attacks) {
    Tally tally = new Arena(judge, Limits.of(Judge.VERIFIER, target.honest()))
        .run(family.name(), family.attacks(target).filter(a -> a.name().endsWith(attacks)));
    assertTrue(tally.tried() > 0, () -> "not applicable: " + tally.notApplicable());
    return tally;
  }

  private static void assertAllSucceed(Tally tally) {
    assertEquals(tally.tried(), tally.failures().stream().filter(f -> f.what().equals("accepted")).count(), tally.refusals().toString());
    assertFalse(tally.withstood());
  }

  @ParameterizedTest
  @ValueSource(strings = {"public values", "witness root", "phase 2 root", "quotient root", "openings", "final polynomial"})
  void aMessageThatIsNotAbsorbed(String message) {
    String attacks = ", '" + message + "' forgotten";
    assertAllSucceed(run(MistakenVerifier.of(() -> MistakenTranscript.forgetting(message)), new WeakFiatShamir(), attacks));
    assertTrue(run(Judge.VERIFIER, new WeakFiatShamir(), attacks).withstood());
  }

  @Test
  void queriesWhoseLowBitsAreLost() {
    Supplier<Transcript> biased = () -> MistakenTranscript.biased(ToyTarget.PARAMETERS.logBlowup());
    assertAllSucceed(run(MistakenVerifier.of(biased), new BiasedQueries(), "low bits are zero"));
    assertTrue(run(Judge.VERIFIER, new BiasedQueries(), "").withstood());
  }
}

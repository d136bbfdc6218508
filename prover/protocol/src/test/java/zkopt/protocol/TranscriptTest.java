package zkopt.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.circuit.Column;
import zkopt.circuit.Constraint;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.Expr;
import zkopt.field.Ext3;

class TranscriptTest {
  private static final byte[] A = {1, 2, 3};

  @Test
  void challengesAreRepeatable() {
    assertEquals(challenge(A, "x"), challenge(A, "x"));
  }

  @Test
  void everyPartOfAMessageCounts() {
    assertNotEquals(challenge(A, "x"), challenge(new byte[] {1, 2, 4}, "x"));
    assertNotEquals(challenge(A, "x"), challenge(new byte[] {1, 2, 3, 0}, "x"));
    assertNotEquals(challenge(A, "x"), challenge(A, "y"));
    Transcript split = new Transcript();
    split.absorb("message", new byte[] {1});
    split.absorb("message", new byte[] {2, 3});
    assertNotEquals(challenge(A, "x"), split.challenge("x"));
  }

  @Test
  void laterChallengesDependOnEarlierMessages() {
    Transcript one = new Transcript();
    Transcript two = new Transcript();
    one.absorb("message", new byte[] {1});
    two.absorb("message", new byte[] {2});
    one.challenge("x");
    two.challenge("x");
    one.absorb("same", A);
    two.absorb("same", A);
    assertNotEquals(one.challenge("y"), two.challenge("y"));
  }

  @Test
  void challengesInARowDiffer() {
    Transcript transcript = new Transcript();
    assertNotEquals(transcript.challenge("x"), transcript.challenge("x"));
  }

  @Test
  void challengesAreCanonicalAndIndicesInRange() {
    Transcript transcript = new Transcript();
    for (int i = 0; i < 100; i++) {
      assertTrue(transcript.challenge("x").isCanonical());
    }
    int[] counts = new int[8];
    for (int index : transcript.indices("queries", 8000, 3)) {
      counts[index]++;
    }
    assertTrue(Arrays.stream(counts).allMatch(c -> c > 850 && c < 1150), Arrays.toString(counts));
    assertEquals(8000, transcript.indices("queries", 8000, 20).length);
  }

  private static Ext3 challenge(byte[] message, String label) {
    Transcript transcript = new Transcript();
    transcript.absorb("message", message);
    return transcript.challenge(label);
  }

  /** The order that soundness rests on: nothing is drawn before all that it must depend on was absorbed. */
  @Test
  void roundsOfTheProtocol() {
    Expr a = Expr.cell(Column.witness(0));
    ConstraintSystem system = new ConstraintSystem(0, 0, 1, 0, 1, List.of(new Constraint("g", "c", a.times(a).minus(a))),
        List.of(), List.of(), List.of(), List.of());
    ProofParameters parameters = new ProofParameters(10, 3, 8, 4, 8);
    VerifyingKey key = new VerifyingKey(system, 8, 64, List.of(), parameters, new byte[32], new byte[0], new byte[0]);
    List<String> seen = new ArrayList<>();
    ProtocolTranscript rounds = new ProtocolTranscript(key, new long[0][], new Transcript(seen::add));
    rounds.witness(new byte[32]);
    rounds.phase2(new byte[0]);
    rounds.quotient(new byte[32]);
    rounds.openings(new Ext3[] {Ext3.ONE});
    rounds.fold(new byte[32]);
    rounds.fold(new byte[32]);
    rounds.finalPolynomial(new Ext3[] {Ext3.ONE});
    rounds.queries(5);
    assertArrayEquals(new String[] {
      "absorb verifying key", "absorb public values",
      "absorb witness root", "challenge argument 0", "challenge argument 1", "challenge argument 2", "challenge argument 3",
      "challenge argument 4",
      "absorb phase 2 root", "challenge combination",
      "absorb quotient root", "challenge zeta",
      "absorb openings", "challenge batching",
      "absorb fri root", "challenge folding", "absorb fri root", "challenge folding",
      "absorb final polynomial", "challenge grinding",
      "absorb nonce", "challenge queries"
    }, seen.toArray());
  }
}

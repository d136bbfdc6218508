package zkopt.attack.cheat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Forgery;
import zkopt.attack.Replay;
import zkopt.attack.Target;
import zkopt.protocol.Proof;
import zkopt.protocol.ProofCodec;
import zkopt.protocol.Transcript;
import zkopt.protocol.codec.MalformedException;
import zkopt.prover.Prover;

/**
 * Each message left out of the transcript in turn. Where it is known how to prove a lie to a verifier that forgets the message as well,
 * that is done; a proof made with such a transcript must be rejected all the same for the other messages.
 */
public record WeakFiatShamir() implements AttackFamily {
  private static final String ABSORB = "absorb ";

  @Override
  public String name() {
    return "weak Fiat-Shamir";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    return Stream.concat(messages(target).stream().map(message -> honest(target, message)), exploits(target))
        .flatMap(attack -> Stream.of(attack, ground(target, attack)));
  }

  private static Stream<Attack> exploits(Target target) {
    return Stream.of(
        new Attack("statement changed after the proof, 'public values' forgotten", () -> new FrozenStatement(target).forge()),
        new Attack("missing tuple hidden in multiplicities, 'witness root' forgotten", () -> new KnownLookupChallenges(target).forge()),
        new Attack("sum of the lookups falsified so that it cancels, 'phase 2 root' forgotten", () -> new KnownCombination(target).forge()),
        new Attack("quotient made to fit at zeta, 'quotient root' forgotten", () -> new KnownZeta(target).forge()),
        new Attack("openings forged so that they cancel, 'openings' forgotten", () -> new KnownBatching(target).forge()),
        new Attack("final polynomial through the queried values, 'final polynomial' forgotten", () -> new KnownQueries(target).forge()));
  }

  /** The labels of all messages, from a replay of the honest proof. */
  private static Set<String> messages(Target target) {
    Set<String> labels = new LinkedHashSet<>();
    Transcript observed = new Transcript(event -> {
      if (event.startsWith(ABSORB)) labels.add(event.substring(ABSORB.length()));
    });
    try {
      Replay.of(target.key(), target.instance(), ProofCodec.decode(target.shape(), target.bytes()), observed);
    } catch (MalformedException e) {
      throw new IllegalStateException("the honest proof is malformed: " + e.getMessage(), e);
    }
    return labels;
  }

  private static Attack honest(Target target, String message) {
    Supplier<Transcript> forgetful = () -> MistakenTranscript.forgetting(message);
    return new Attack("'" + message + "' forgotten by the prover", () ->
        target.with(Prover.prove(target.provingKey(), target.assignment(), target.seedBytes(), new Cheat(forgetful)).toBytes()));
  }

  /** With a new proof of work, so that the verifier's other checks are reached. */
  private static Attack ground(Target target, Attack attack) {
    return new Attack(attack.name() + ", ground again", () -> {
      Forgery forgery = attack.forge().make();
      try {
        Proof proof = ProofCodec.decode(target.shape(), forgery.proof());
        return new Forgery(forgery.key(), forgery.instance(), Replay.ground(forgery.key(), forgery.instance(), proof).toBytes());
      } catch (MalformedException e) {
        throw new IllegalStateException("the forgery is malformed: " + e.getMessage(), e);
      }
    });
  }
}

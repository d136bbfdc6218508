package zkopt.attack.cheat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Lie;
import zkopt.attack.Target;
import zkopt.protocol.Transcript;

/**
 * Lies of one kind, proven by a prover that skips its checks: as the protocol says, and with an opening forged so that the identity
 * holds at zeta, before and after the codeword is bent to fit.
 */
public record SkippedChecks(String kind) implements AttackFamily {
  @Override
  public String name() {
    return kind;
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    List<Attack> attacks = new ArrayList<>();
    for (Lie lie : target.lies().stream().filter(l -> l.kind().equals(kind)).toList()) {
      attacks.add(new Attack(lie.what(), () -> new Cheat().forge(target, lie.assignment())));
      if (attacks.size() > 1) continue; // what follows tells one lie from another no more than this
      attacks.add(new Attack(lie.what() + "; forged opening", () ->
          new ForgedOpening(target, lie, Transcript::new).forge(target, lie.assignment())));
      attacks.add(new Attack(lie.what() + "; forged opening, codeword as opened", () ->
          new BentCodeword(target, lie, Transcript::new).forge(target, lie.assignment())));
    }
    return attacks.stream();
  }

  /** One family for each kind of lie that a target has. */
  public static List<AttackFamily> of(Target target) {
    return target.lies().stream().map(Lie::kind).distinct().map(k -> (AttackFamily) new SkippedChecks(k)).toList();
  }
}

package zkopt.attack.cheat;

import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Lie;
import zkopt.attack.Target;
import zkopt.protocol.Transcript;

/**
 * The final polynomial of a codeword of no low degree, with as many coefficients as that has: all queries would agree with it. [Plonky3
 * e784f449; icicle PR 928]
 */
public record FinalPolynomial() implements AttackFamily {
  @Override
  public String name() {
    return "final polynomial of too high degree";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    int logBlowup = target.key().parameters().logBlowup();
    return Stream.iterate(1, log -> log <= logBlowup, log -> log + 1).map(log ->
        new Attack("2^%d times as many coefficients".formatted(log), () -> {
          Lie lie = Lies.any(target);
          return new Longer(target, lie, log).forge(target, lie.assignment());
        }));
  }

  private static final class Longer extends BentCodeword {
    private final int log;

    Longer(Target target, Lie lie, int log) {
      super(target, lie, Transcript::new);
      this.log = log;
    }

    @Override
    public int finalLength(int length) {
      return length << log;
    }
  }
}

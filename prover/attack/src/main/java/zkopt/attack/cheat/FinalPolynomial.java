package zkopt.attack.cheat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Lie;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.kernel.ExtColumn;
import zkopt.kernel.Ntt;
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
    public Ext3[] finalPolynomial(long[][] codeword, long shift, Ext3[] coefficients) {
      long[][] all = Arrays.stream(codeword).map(long[]::clone).toArray(long[][]::new);
      for (long[] column : all) {
        Ntt.inverseOnCoset(column, shift);
      }
      return IntStream.range(0, coefficients.length << log).mapToObj(i -> ExtColumn.get(all, i)).toArray(Ext3[]::new);
    }
  }
}

package zkopt.attack.cheat;

import java.util.function.Supplier;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Lie;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.kernel.Ntt;
import zkopt.protocol.ProofShape;
import zkopt.protocol.Transcript;

/**
 * Query positions whose low bits are lost fall on a coset of as many points as there are rows, and on it any values at all are those of a
 * polynomial of low degree: the codeword is made to agree there with forged openings.
 */
public record BiasedQueries() implements AttackFamily {
  @Override
  public String name() {
    return "biased query positions";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    int logBlowup = target.key().parameters().logBlowup();
    return Stream.of(
        attack(target, "queries where low bits are zero", () -> MistakenTranscript.biased(logBlowup)),
        attack(target, "queries as they come", Transcript::new));
  }

  private static Attack attack(Target target, String name, Supplier<Transcript> transcript) {
    return new Attack(name, () -> {
      Lie lie = Lies.any(target);
      return new OnSubgroup(target, lie, transcript).forge(target, lie.assignment());
    });
  }

  private static final class OnSubgroup extends ForgedOpening {
    private final int logBlowup;

    OnSubgroup(Target target, Lie lie, Supplier<Transcript> transcript) {
      super(target, lie, transcript);
      this.logBlowup = target.key().parameters().logBlowup();
    }

    @Override
    public void codeword(long[][] codeword, Ext3 batching) {
      super.codeword(codeword, batching);
      asOpened(codeword, batching);
      for (int k = 0; k < Ext3.DEGREE; k++) {
        long[] coefficients = new long[codeword[k].length >> logBlowup];
        for (int i = 0; i < coefficients.length; i++) {
          coefficients[i] = codeword[k][i << logBlowup];
        }
        Ntt.inverseOnCoset(coefficients, ProofShape.SHIFT);
        codeword[k] = Ntt.evaluate(coefficients, logBlowup, ProofShape.SHIFT);
      }
    }
  }
}

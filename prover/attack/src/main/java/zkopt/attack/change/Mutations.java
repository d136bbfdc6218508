package zkopt.attack.change;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Target;

/**
 * Random changes of an honest proof's bytes, on all cores. Mutation i depends on the target's seed and i alone.
 *
 * @param count how many
 */
public record Mutations(long count) implements AttackFamily {
  @Override
  public String name() {
    return "random mutations";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    Mutator mutator = Mutator.of(target);
    return LongStream.range(0, count).parallel()
        .mapToObj(i -> new Attack("mutation " + i, () -> target.with(mutated(target, mutator, i))));
  }

  private static byte[] mutated(Target target, Mutator mutator, long i) {
    SplittableRandom random = new SplittableRandom(target.seed() ^ i * 0x9E37_79B9_7F4A_7C15L);
    byte[] changed = mutator.mutate(random);
    while (target.isHonest(changed)) {
      changed = mutator.mutate(random);
    }
    return changed;
  }
}

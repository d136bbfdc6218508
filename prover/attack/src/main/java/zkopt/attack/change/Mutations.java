package zkopt.attack.change;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.NotApplicableException;
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
    return LongStream.range(0, count).parallel().mapToObj(i -> new Attack("mutation " + i, () -> {
      byte[] changed = mutator.mutate(new SplittableRandom(target.seed() ^ i * 0x9E37_79B9_7F4A_7C15L));
      if (target.isHonest(changed)) throw new NotApplicableException("the change gives an honest proof");
      return target.with(changed);
    }));
  }
}

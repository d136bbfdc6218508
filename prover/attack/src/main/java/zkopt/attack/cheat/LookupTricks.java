package zkopt.attack.cheat;

import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Lie;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.protocol.argument.LookupArgument;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.eval.RowSource;

/**
 * What a prover may put into multiplicities and sums of the lookup argument to hide a tuple that no table holds: other counts, counts
 * that wrap, counts in rows that do not count, sums that end elsewhere, and rows treated as if their selector were off.
 */
public record LookupTricks() implements AttackFamily {
  @Override
  public String name() {
    return "lookup multiplicities and sums";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    int usable = target.key().usableRows();
    return Stream.of(
        multiplicity(target, "the missing tuple counted as the first table row", 0, 1),
        multiplicity(target, "a count too small by one", 0, Goldilocks.MODULUS - 1),
        multiplicity(target, "a count that wraps in 32 bits", 0, 1L << Integer.SIZE),
        multiplicity(target, "a count of half the modulus", 0, Goldilocks.MODULUS >>> 1),
        multiplicity(target, "counted in a row that is not usable", usable, 1),
        sums(target, "the sum set back to zero at its end", Trick.END),
        sums(target, "the sum set back to zero on its way", Trick.STEP),
        sums(target, "what is missing taken out of a helper, as if a selector were off", Trick.HELPER));
  }

  private enum Trick { END, STEP, HELPER }

  private static Attack multiplicity(Target target, String name, int row, long change) {
    return new Attack(name, () -> {
      Lie lie = Lies.ofLookups(target);
      return new Cheat() {
        @Override
        public void multiplicities(long[][] counts) {
          counts[0][row] = Goldilocks.add(counts[0][row], change);
        }
      }.forge(target, lie.assignment());
    });
  }

  private static Attack sums(Target target, String name, Trick trick) {
    return new Attack(name, () -> {
      Lie lie = Lies.ofLookups(target);
      return new Cheat() {
        @Override
        public void phase2(RowSource source, Ext3[] challenges) {
          change(target, trick, source.columns().get(Oracle.PHASE2));
        }
      }.forge(target, lie.assignment());
    });
  }

  /** The sum is not zero in row u, where it must be. */
  private static void change(Target target, Trick trick, long[][] columns) {
    LookupArgument lookups = target.shape().relation().lookups();
    int end = target.key().usableRows();
    for (int k = 0; k < Ext3.DEGREE; k++) {
      long[] sum = columns[lookups.sum() + k];
      long[] helper = columns[lookups.helpers().getFirst() + k];
      if (trick == Trick.HELPER) helper[end - 1] = Goldilocks.sub(helper[end - 1], sum[end]);
      if (trick == Trick.STEP) {
        for (int row = end / 2; row < end; row++) sum[row] = Goldilocks.sub(sum[row], sum[end]);
      }
      sum[end] = 0;
    }
  }
}

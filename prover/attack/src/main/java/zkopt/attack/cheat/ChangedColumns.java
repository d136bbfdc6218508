package zkopt.attack.cheat;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zkopt.attack.Attack;
import zkopt.attack.AttackFamily;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.eval.RowSource;

/**
 * A true statement, and a false cell in a column of phase 2: a running value of a contraction, a product of the permutation, a helper or
 * the sum of the lookups.
 *
 * @param limit how many columns at most
 */
public record ChangedColumns(int limit) implements AttackFamily {
  @Override
  public String name() {
    return "wrong running values";
  }

  @Override
  public Stream<Attack> attacks(Target target) {
    Relation relation = target.shape().relation();
    int columns = relation.width(Oracle.PHASE2);
    int tried = Math.min(limit, columns);
    RandomGenerator random = target.random("columns");
    return IntStream.range(0, tried).map(i -> (int) ((long) i * columns / tried)).mapToObj(column -> {
      int row = random.nextInt(target.key().usableRows());
      return new Attack("column %d, row %d".formatted(column, row), () -> new Cheat() {
        @Override
        public void phase2(RowSource source, Ext3[] challenges) {
          long[] values = source.columns().get(Oracle.PHASE2)[column];
          values[row] = Goldilocks.add(values[row], 1);
        }
      }.forge(target, target.assignment()));
    });
  }
}

package zkopt.attack.cheat;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.attack.Forgery;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.protocol.Transcript;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointEvaluation;
import zkopt.prover.eval.RowSource;

/**
 * Where the challenge that combines the identities does not depend on phase 2, a helper column of the lookups is changed in each row
 * where a constraint is false, so that the falsehoods cancel.
 */
record KnownCombination(Target target) {
  Forgery forge() throws NotApplicableException {
    Relation relation = target.shape().relation();
    List<Integer> helpers = relation.lookups().helpers();
    if (helpers.isEmpty()) throw new NotApplicableException("there are no lookups, whose helper columns are free in each row");
    Lie lie = Lies.ofGates(target);
    Cheat first = new Cheat(KnownCombination::transcript);
    first.prove(target, lie.assignment());
    return new Cheat(KnownCombination::transcript) {
      @Override
      public void phase2(RowSource source, Ext3[] challenges) {
        cancel(relation, helpers.getFirst(), source, first.challenges());
      }
    }.forge(target, lie.assignment());
  }

  /** The combination in a row is {@code a h + b} in the helper's value h there. */
  private void cancel(Relation relation, int helper, RowSource source, Ext3[] challenges) {
    long[][] columns = source.columns().get(Oracle.PHASE2);
    int[] falseRows = IntStream.range(0, target.key().usableRows()).parallel()
        .filter(row -> !combined(relation, source, row, challenges).isZero()).toArray();
    for (int row : falseRows) {
      Ext3 before = combined(relation, source, row, challenges);
      Ext3 h = new Ext3(columns[helper][row], columns[helper + 1][row], columns[helper + 2][row]);
      set(columns, helper, row, h.addBase(1));
      Ext3 slope = combined(relation, source, row, challenges).sub(before);
      set(columns, helper, row, h.sub(before.mul(slope.inverse())));
    }
  }

  private static void set(long[][] columns, int column, int row, Ext3 value) {
    columns[column][row] = value.c0();
    columns[column + 1][row] = value.c1();
    columns[column + 2][row] = value.c2();
  }

  private static Ext3 combined(Relation relation, RowSource source, int row, Ext3[] challenges) {
    return PointEvaluation.evaluate(relation.graph(), relation.combined(), new RowPoint(source, row, challenges));
  }

  private static Transcript transcript() {
    return MistakenTranscript.forgetting("phase 2 root");
  }
}

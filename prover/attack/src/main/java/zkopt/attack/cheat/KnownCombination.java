package zkopt.attack.cheat;

import zkopt.attack.Forgery;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.kernel.ExtColumn;
import zkopt.protocol.Transcript;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.PointEvaluation;
import zkopt.prover.eval.RowSource;

/**
 * Where the challenge that combines the identities does not depend on phase 2, two falsehoods in row 0 are made to cancel: the lookups'
 * sum S leaves out, in its first step, what keeps it from ending at zero, and it starts from what makes up for that.
 */
record KnownCombination(Target target) {
  Forgery forge() throws NotApplicableException {
    Lie lie = Lies.ofLookups(target);
    Cheat first = new Cheat(KnownCombination::transcript);
    first.prove(target, lie.assignment());
    return new Cheat(KnownCombination::transcript) {
      @Override
      public void phase2(RowSource source, Ext3[] challenges) {
        cancel(source, first.challenges());
      }
    }.forge(target, lie.assignment());
  }

  private void cancel(RowSource source, Ext3[] challenges) {
    Relation relation = target.shape().relation();
    int column = relation.lookups().sum();
    long[][] columns = source.columns().get(Oracle.PHASE2);
    long[][] sum = {columns[column], columns[column + 1], columns[column + 2]};
    int end = target.key().usableRows();
    Ext3 missing = ExtColumn.get(sum, end);
    for (int row = 1; row <= end; row++) {
      ExtColumn.set(sum, row, ExtColumn.get(sum, row).sub(missing));
    }
    // what is combined in row 0 is a S(0) + b
    ExtColumn.set(sum, 0, Ext3.ZERO);
    Ext3 b = combined(relation, source, challenges);
    ExtColumn.set(sum, 0, Ext3.ONE);
    Ext3 a = combined(relation, source, challenges).sub(b);
    ExtColumn.set(sum, 0, b.neg().mul(a.inverse()));
  }

  private static Ext3 combined(Relation relation, RowSource source, Ext3[] challenges) {
    return PointEvaluation.evaluate(relation.graph(), relation.combined(), new RowPoint(source, 0, challenges));
  }

  private static Transcript transcript() {
    return MistakenTranscript.forgetting("phase 2 root");
  }
}

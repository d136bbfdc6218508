package zkopt.attack.cheat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import zkopt.attack.Forgery;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.protocol.Transcript;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.PointEvaluation;

/**
 * Where the challenges of the lookups do not depend on phase 1, the multiplicities of three table rows are chosen so that their fractions
 * add up to those of the tuples that no table holds.
 */
record KnownLookupChallenges(Target target) {
  /** A row of the first table, and the inverse of its tuple's difference from alpha. */
  private record Entry(int row, Ext3 fraction) {}

  Forgery forge() throws NotApplicableException {
    Lie lie = Lies.ofLookups(target);
    Cheat first = new Cheat(KnownLookupChallenges::transcript);
    first.prove(target, lie.assignment());
    if (first.missingTuples().isEmpty()) throw new NotApplicableException("no tuple is missing from the tables");
    Ext3 missing = Ext3.ZERO;
    for (Cheat.MissingTuple tuple : first.missingTuples()) {
      missing = missing.add(fraction(tuple.tuple(), first.challenges()));
    }
    List<Entry> entries = entries(first);
    long[][] m = new long[Ext3.DEGREE][Ext3.DEGREE];
    for (int i = 0; i < Ext3.DEGREE; i++) {
      Ext3 fraction = entries.get(i).fraction();
      m[0][i] = fraction.c0();
      m[1][i] = fraction.c1();
      m[2][i] = fraction.c2();
    }
    long[] more = LinearSystem.solve(m, new long[] {missing.c0(), missing.c1(), missing.c2()});
    return new Cheat(KnownLookupChallenges::transcript) {
      @Override
      public void multiplicities(long[][] counts) {
        for (int i = 0; i < more.length; i++) {
          int row = entries.get(i).row();
          counts[0][row] = Goldilocks.add(counts[0][row], more[i]);
        }
      }
    }.forge(target, lie.assignment());
  }

  /** Three usable rows of different tuples. */
  private List<Entry> entries(Cheat cheat) {
    Relation relation = target.shape().relation();
    List<Integer> nodes = relation.lookups().tables().getFirst();
    Ext3[] challenges = cheat.challenges();
    Set<Ext3> seen = new HashSet<>();
    return IntStream.range(0, target.key().usableRows())
        .mapToObj(row -> new Entry(row, fraction(tuple(relation, nodes, new RowPoint(cheat.table(), row, challenges)), challenges)))
        .filter(entry -> seen.add(entry.fraction()))
        .limit(Ext3.DEGREE).toList();
  }

  private static long[] tuple(Relation relation, List<Integer> nodes, RowPoint row) {
    return nodes.stream().mapToLong(node -> PointEvaluation.evaluate(relation.graph(), node, row).c0()).toArray();
  }

  private Ext3 fraction(long[] tuple, Ext3[] challenges) {
    return target.shape().relation().lookups().difference(tuple, challenges).inverse();
  }

  private static Transcript transcript() {
    return MistakenTranscript.forgetting("witness root");
  }
}

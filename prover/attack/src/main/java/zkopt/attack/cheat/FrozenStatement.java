package zkopt.attack.cheat;

import java.util.Set;
import java.util.TreeSet;
import zkopt.attack.Forgery;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.Ntt;
import zkopt.protocol.Proof;
import zkopt.protocol.Transcript;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Node;
import zkopt.protocol.constraint.Oracle;

/**
 * "Frozen heart": where no challenge depends on the public values, an honest proof also proves any others whose polynomial has the same
 * values where it is read. A value of the extension is three equations, so one public value more than equations is enough.
 */
record FrozenStatement(Target target) {
  Forgery forge() throws NotApplicableException {
    Set<Integer> rotations = rotations();
    int equations = Ext3.DEGREE * rotations.size();
    int column = longest();
    long[][] instance = target.instance().clone();
    if (column < 0 || rotations.isEmpty() || instance[column].length <= equations) {
      throw new NotApplicableException("%d public values in one column are needed to change the statement".formatted(equations + 1));
    }
    Cheat cheat = new Cheat(FrozenStatement::transcript);
    Proof proof = cheat.prove(target, target.assignment());
    long[][] lagrange = Ntt.lagrange(target.shape().logRows(), cheat.zeta());
    // the last value goes up by one, the first ones make up for it
    long[][] m = new long[equations][equations];
    long[] b = new long[equations];
    int equation = 0;
    for (int rotation : rotations) {
      for (long[] weights : lagrange) {
        for (int i = 0; i < equations; i++) {
          m[equation][i] = at(weights, i - rotation);
        }
        b[equation++] = Goldilocks.neg(at(weights, instance[column].length - 1 - rotation));
      }
    }
    long[] changes = LinearSystem.solve(m, b);
    instance[column] = instance[column].clone();
    for (int i = 0; i < equations; i++) {
      instance[column][i] = Goldilocks.add(instance[column][i], changes[i]);
    }
    int last = instance[column].length - 1;
    instance[column][last] = Goldilocks.add(instance[column][last], 1);
    return new Forgery(target.key(), instance, proof.toBytes());
  }

  /** L_i(z w^r) = L_(i-r)(z). */
  private static long at(long[] weights, int i) {
    return weights[Math.floorMod(i, weights.length)];
  }

  private int longest() {
    int longest = -1;
    for (int c = 0; c < target.instance().length; c++) {
      if (longest < 0 || target.instance()[c].length > target.instance()[longest].length) longest = c;
    }
    return longest;
  }

  /** At which rotations identities read public values. */
  private Set<Integer> rotations() {
    Set<Integer> rotations = new TreeSet<>();
    Graph graph = target.shape().relation().graph();
    for (int node : graph.schedule(target.shape().relation().combined())) {
      if (graph.node(node) instanceof Node.Cell(var oracle, _, int rotation) && oracle == Oracle.INSTANCE) rotations.add(rotation);
    }
    return rotations;
  }

  private static Transcript transcript() {
    return MistakenTranscript.forgetting("public values");
  }
}

package zkopt.prover;

import java.util.Arrays;
import java.util.List;
import zkopt.circuit.Circuit;
import zkopt.circuit.Lookup;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.Parallel;
import zkopt.protocol.argument.Relation;
import zkopt.prover.eval.BlockProgram;
import zkopt.prover.eval.RowSource;

/** How often each table row is looked up: one column for each table. */
public final class Multiplicities {
  private static final Ext3[] NO_CHALLENGES = {};

  private Multiplicities() {}

  /** Is told of lookups that no table holds. */
  @FunctionalInterface
  public interface Missing {
    /**
     * @param lookup index of the lookup
     * @param tuple what was looked up
     */
    void at(int lookup, int row, long[] tuple);
  }

  /** A missing tuple is a {@link WitnessException} that names the lookup and the place. */
  static Missing refusal(Circuit circuit) {
    return (lookup, row, tuple) -> {
      Lookup l = circuit.system().lookups().get(lookup);
      throw new WitnessException("no table holds %s, looked up by '%s.%s' in row %d%s".formatted(
          show(tuple), l.gate(), l.name(), row, Places.describe(circuit, l.gate(), row)));
    };
  }

  /** Counts; after a missing tuple it goes on if {@code missing} does. */
  public static long[][] count(Circuit circuit, Relation relation, RowSource source, Missing missing) {
    List<List<Integer>> inputs = relation.lookups().inputs();
    if (inputs.isEmpty()) return new long[0][];
    int usable = circuit.usableRows();
    long[][][] tables = relation.lookups().tables().stream().map(t -> tuples(relation, t, source)).toArray(long[][][]::new);
    TupleIndex index = new TupleIndex(tables, usable);
    long[][] counts = new long[tables.length][source.size()];
    Parallel.forEach(inputs.size(), i -> {
      long[][] tuples = tuples(relation, inputs.get(i), source);
      int[] entries = new int[usable];
      for (int r = 0; r < usable; r++) {
        entries[r] = index.find(tuples, r);
        if (entries[r] < 0) {
          int row = r;
          missing.at(i, r, Arrays.stream(tuples).mapToLong(column -> column[row]).toArray());
        }
      }
      synchronized (counts) {
        for (int e : entries) {
          if (e >= 0) counts[e / usable][e % usable]++;
        }
      }
    });
    return counts;
  }

  private static long[][] tuples(Relation relation, List<Integer> nodes, RowSource source) {
    long[][] columns = new long[nodes.size()][source.size()];
    int[] outputs = nodes.stream().mapToInt(i -> i).toArray();
    new BlockProgram(relation.graph(), outputs).run(source, NO_CHALLENGES, (output, from, n, value, offset) ->
        System.arraycopy(value[0], offset, columns[output], from, n));
    return columns;
  }

  /** A tuple as signed integers. */
  public static String show(long[] tuple) {
    return Arrays.stream(tuple).map(Goldilocks::toSigned).boxed().toList().toString();
  }
}

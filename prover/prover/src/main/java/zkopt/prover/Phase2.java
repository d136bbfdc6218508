package zkopt.prover;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.field.Ext3;
import zkopt.kernel.ExtColumn;
import zkopt.kernel.Kernels;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;
import zkopt.protocol.argument.AccumulatorArgument;
import zkopt.protocol.argument.Fraction;
import zkopt.protocol.argument.LookupArgument;
import zkopt.protocol.argument.PermutationArgument;
import zkopt.protocol.argument.Relation;
import zkopt.prover.eval.BlockProgram;
import zkopt.prover.eval.RowSource;

/**
 * The columns of phase 2 on the rows, from those of phase 1 and the challenges: running values of contractions, products of the
 * permutation, sums of the lookups. Rows that are not usable are left zero, but for row u of running columns.
 */
public final class Phase2 {
  private static final int BLOCK = 1 << 10;
  private static final Kernels K = Kernels.best();

  private final Relation relation;
  private final RowSource source;
  private final Ext3[] challenges;
  private final int usable;
  private final long[][] columns;

  /**
   * @param columns the columns to fill, which {@code source} must hold as its phase 2, as later ones read earlier ones
   * @param usable number of usable rows
   */
  public Phase2(Relation relation, RowSource source, Ext3[] challenges, int usable, long[][] columns) {
    this.relation = relation;
    this.source = source;
    this.challenges = challenges;
    this.usable = usable;
    this.columns = columns;
  }

  /** S = multiplier * S(previous) + addend, row by row. */
  public void accumulators() {
    for (AccumulatorArgument.Rule rule : relation.accumulators().rules()) {
      long[][][] terms = evaluate(rule.multiplier(), rule.addend());
      long[][] column = extensionColumn(rule.column());
      Ext3 s = Ext3.ZERO;
      for (int r = 0; r < usable; r++) {
        s = s.mul(ExtColumn.get(terms[0], r)).add(ExtColumn.get(terms[1], r));
        ExtColumn.set(column, r, s);
      }
    }
  }

  /** Z before each row, and the partial products of each row. */
  void permutation() {
    PermutationArgument argument = relation.permutation();
    List<Fraction> chunks = argument.chunks();
    if (chunks.isEmpty()) return;
    long[][][] factors = quotients(chunks);
    long[][] z = extensionColumn(argument.columns().getFirst());
    long[][] rowProduct = factors[0];
    if (chunks.size() > 1) {
      rowProduct = ExtColumn.zeros(source.size());
      multiply(factors[0], factors[1], rowProduct);
      for (int j = 2; j < chunks.size(); j++) {
        multiply(rowProduct, factors[j], rowProduct);
      }
    }
    Ext3 product = Ext3.ONE;
    ExtColumn.set(z, 0, product);
    for (int r = 0; r < usable; r++) {
      product = product.mul(ExtColumn.get(rowProduct, r));
      ExtColumn.set(z, r + 1, product);
    }
    long[][] before = z;
    for (int j = 1; j < chunks.size(); j++) {
      long[][] partial = extensionColumn(argument.columns().get(j));
      multiply(before, factors[j - 1], partial);
      before = partial;
    }
  }

  /** The helpers N/D and their running sum before each row. */
  void lookups() {
    LookupArgument argument = relation.lookups();
    if (argument.batches().isEmpty()) return;
    long[][][] helpers = quotients(argument.batches());
    long[][] total = ExtColumn.zeros(source.size());
    for (int j = 0; j < helpers.length; j++) {
      long[][] helper = extensionColumn(argument.helpers().get(j));
      for (int k = 0; k < Ext3.DEGREE; k++) {
        System.arraycopy(helpers[j][k], 0, helper[k], 0, usable);
      }
      long[][] h = helpers[j];
      Parallel.blocks(source.size(), BLOCK, (from, to) -> K.extAdd(total, from, h, from, total, from, to - from));
    }
    long[][] column = extensionColumn(argument.sum());
    Ext3 sum = Ext3.ZERO;
    for (int r = 0; r < usable; r++) {
      ExtColumn.set(column, r, sum);
      sum = sum.add(ExtColumn.get(total, r));
    }
    ExtColumn.set(column, usable, sum);
  }

  /** Fills the rows at the end with randomness; the running columns have one more row that is determined. */
  void blind(SeededRandom random) {
    int[] from = new int[columns.length];
    Arrays.fill(from, usable);
    if (!relation.permutation().columns().isEmpty()) markRunning(from, relation.permutation().columns().getFirst());
    if (relation.lookups().sum() >= 0) markRunning(from, relation.lookups().sum());
    Parallel.forEach(columns.length, c -> random.fork("column " + c).fill(columns[c], from[c], columns[c].length));
  }

  private void markRunning(int[] from, int column) {
    for (int k = 0; k < Ext3.DEGREE; k++) {
      from[column + k] = usable + 1;
    }
  }

  private long[][] extensionColumn(int column) {
    return Arrays.copyOfRange(columns, column, column + Ext3.DEGREE);
  }

  private void multiply(long[][] a, long[][] b, long[][] out) {
    Parallel.blocks(usable, BLOCK, (from, to) -> K.extMul(a, from, b, from, out, from, to - from));
  }

  /** The value of each fraction on all rows. */
  private long[][][] quotients(List<Fraction> fractions) {
    int[] nodes = fractions.stream().flatMapToInt(f -> IntStream.of(f.numerator(), f.denominator())).toArray();
    long[][][] terms = evaluate(nodes);
    long[][][] values = new long[fractions.size()][][];
    Parallel.forEach(values.length, j -> {
      long[][] inverse = ExtColumn.zeros(source.size());
      for (int at = 0; at < source.size(); at += BLOCK) {
        int n = Math.min(BLOCK, source.size() - at);
        K.extInverse(terms[2 * j + 1], at, inverse, at, n);
        K.extMul(terms[2 * j], at, inverse, at, inverse, at, n);
      }
      values[j] = inverse;
    });
    return values;
  }

  /** Nodes as extension columns on all rows. */
  private long[][][] evaluate(int... nodes) {
    long[][][] values = new long[nodes.length][Ext3.DEGREE][source.size()];
    new BlockProgram(relation.graph(), nodes).run(source, challenges, (output, from, n, value, offset) -> {
      for (int k = 0; k < value.length; k++) {
        System.arraycopy(value[k], offset, values[output][k], from, n);
      }
    });
    return values;
  }
}

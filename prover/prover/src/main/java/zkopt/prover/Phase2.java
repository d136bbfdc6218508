package zkopt.prover;

import java.util.ArrayList;
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
    // chunk j's factor stands in the column of the partial product that it leads to; the last one leads to the next row's first
    List<long[][]> factors = new ArrayList<>();
    for (int j = 1; j < chunks.size(); j++) {
      factors.add(extensionColumn(argument.columns().get(j)));
    }
    factors.add(ExtColumn.zeros(source.size()));
    divide(chunks, factors);
    long[][] rowProduct = factors.getLast();
    for (int j = 0; j + 1 < factors.size(); j++) {
      multiply(rowProduct, factors.get(j), rowProduct);
    }
    long[][] z = extensionColumn(argument.columns().getFirst());
    Ext3 product = Ext3.ONE;
    ExtColumn.set(z, 0, product);
    for (int r = 0; r < usable; r++) {
      product = product.mul(ExtColumn.get(rowProduct, r));
      ExtColumn.set(z, r + 1, product);
    }
    long[][] before = z;
    for (int j = 0; j + 1 < factors.size(); j++) {
      long[][] partial = factors.get(j);
      multiply(before, partial, partial);
      clearUnusable(partial);
      before = partial;
    }
  }

  /** The helpers N/D and their running sum before each row. */
  void lookups() {
    LookupArgument argument = relation.lookups();
    if (argument.batches().isEmpty()) return;
    List<long[][]> helpers = argument.helpers().stream().map(this::extensionColumn).toList();
    divide(argument.batches(), helpers);
    long[][] total = ExtColumn.zeros(source.size());
    for (long[][] helper : helpers) {
      clearUnusable(helper);
      Parallel.blocks(usable, BLOCK, (from, to) -> K.extAdd(total, from, helper, from, total, from, to - from));
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

  private void clearUnusable(long[][] column) {
    for (long[] coefficient : column) {
      Arrays.fill(coefficient, usable, coefficient.length, 0);
    }
  }

  /** Sets each target, zero so far, to the value of a fraction on all rows. */
  private void divide(List<Fraction> fractions, List<long[][]> targets) {
    int[] nodes = fractions.stream().flatMapToInt(f -> IntStream.of(f.numerator(), f.denominator())).toArray();
    long[][][] inverses = new long[fractions.size()][Ext3.DEGREE][source.size()];
    new BlockProgram(relation.graph(), nodes).run(source, challenges, (output, from, n, value, offset) -> {
      if (output % 2 == 0) {
        copy(value, offset, targets.get(output / 2), from, n);
      } else {
        K.extInverse(value, offset, inverses[output / 2], from, n);
      }
    });
    for (int j = 0; j < inverses.length; j++) {
      multiply(targets.get(j), inverses[j], targets.get(j));
      inverses[j] = null;
    }
  }

  private static void copy(long[][] value, int offset, long[][] column, int from, int n) {
    for (int k = 0; k < value.length; k++) {
      System.arraycopy(value[k], offset, column[k], from, n);
    }
  }

  /** Nodes as extension columns on all rows. */
  private long[][][] evaluate(int... nodes) {
    long[][][] values = new long[nodes.length][Ext3.DEGREE][source.size()];
    new BlockProgram(relation.graph(), nodes).run(source, challenges, (output, from, n, value, offset) ->
        copy(value, offset, values[output], from, n));
    return values;
  }
}

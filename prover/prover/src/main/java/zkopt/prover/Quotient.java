package zkopt.prover;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.Kernels;
import zkopt.kernel.Ntt;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;
import zkopt.protocol.ProofShape;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.eval.RowSource;

/**
 * The quotient of the combined identities by the vanishing polynomial of the rows, in masked chunks. A part of degree d has a
 * quotient of degree below (d - 1) n, so it is evaluated on d - 1 cosets of the rows' group, and no more.
 */
final class Quotient {
  private static final int BLOCK = 1 << 10;
  private static final Kernels K = Kernels.best();

  private final ProvingKey key;
  private final ProofShape shape;
  private final Cosets cosets;
  private final List<Relation.Part> parts;

  Quotient(ProvingKey key) {
    this.key = key;
    this.shape = key.shape();
    this.cosets = Cosets.of(shape);
    this.parts = shape.relation().parts();
  }

  private static int cosets(Relation.Part part) {
    return part.degree() - 1;
  }

  /** The coefficients of the quotient, each block of n of them as three base columns. */
  long[][][] coefficients(Map<Oracle, CommittedColumns> committed, long[][] instance, Ext3[] challenges) {
    long[][][][] remainders = new long[parts.size()][][][];
    for (int p = 0; p < parts.size(); p++) {
      remainders[p] = new long[cosets(parts.get(p))][Ext3.DEGREE][shape.rows()];
    }
    long[][] coefficients = Ntt.coefficients(instance);
    for (int c = 0; c < cosets(parts.getLast()); c++) {
      evaluate(c, source(c, committed, coefficients), challenges, remainders);
    }
    return join(remainders);
  }

  /** @param instance coefficients of the instance columns */
  private RowSource source(int coset, Map<Oracle, CommittedColumns> committed, long[][] instance) {
    Map<Oracle, long[][]> columns = new EnumMap<>(Oracle.class);
    committed.forEach((oracle, c) -> columns.put(oracle, c.onCoset(coset)));
    columns.put(Oracle.INSTANCE, Ntt.onCoset(instance, cosets.shift(coset)));
    return new RowSource(shape.rows(), columns, key.rowPolynomials().onCoset(cosets.shift(coset)));
  }

  /** The parts that need coset c, over {@code X^n - 1}, which is the same all over it, as remainders modulo {@code X^n - a_c}. */
  private void evaluate(int c, RowSource source, Ext3[] challenges, long[][][][] remainders) {
    int first = IntStream.range(0, parts.size()).filter(p -> cosets(parts.get(p)) > c).findFirst().orElseThrow();
    long inverse = Goldilocks.inverse(Goldilocks.sub(cosets.power(c), 1));
    key.identities(first).run(source, challenges, (output, from, n, value, offset) -> {
      long[][] quotient = remainders[first + output][c];
      for (int k = 0; k < value.length; k++) {
        K.mulScalar(value[k], offset, inverse, quotient[k], from, n);
      }
    });
    Parallel.forEach(Ext3.DEGREE * (parts.size() - first), i ->
        Ntt.inverseOnCoset(remainders[first + i / Ext3.DEGREE][c][i % Ext3.DEGREE], cosets.shift(c)));
  }

  private long[][][] join(long[][][][] remainders) {
    long[][][] blocks = new long[cosets(parts.getLast())][Ext3.DEGREE][shape.rows()];
    for (long[][][] remainder : remainders) {
      long[][] matrix = CosetInterpolation.matrix(IntStream.range(0, remainder.length).mapToLong(cosets::power).toArray());
      Parallel.blocks(shape.rows(), BLOCK, (from, to) -> {
        for (int i = 0; i < Ext3.DEGREE * remainder.length * remainder.length; i++) {
          int k = i % Ext3.DEGREE;
          int c = i / Ext3.DEGREE % remainder.length;
          int b = i / Ext3.DEGREE / remainder.length;
          K.mulAddScalar(remainder[c][k], from, matrix[b][c], blocks[b][k], from, blocks[b][k], from, to - from);
        }
      });
    }
    return blocks;
  }

  /**
   * The coefficients of each chunk's three base columns. With L coefficients to a chunk and random r_i, chunk i becomes
   * {@code t_i + X^L r_i - r_(i-1)}: the sum of {@code X^(iL) t_i} stays.
   */
  long[][] chunks(long[][][] blocks, SeededRandom random) {
    int length = shape.chunkLength();
    int mask = shape.parameters().quotientMaskLength();
    long[][] columns = new long[Ext3.DEGREE * shape.chunks()][shape.rows()];
    for (int i = 0; i < shape.chunks(); i++) {
      for (int k = 0; k < Ext3.DEGREE; k++) {
        long[] column = columns[Ext3.DEGREE * i + k];
        copy(blocks, k, (long) i * length, column, length);
        if (i > 0) {
          long[] before = columns[Ext3.DEGREE * (i - 1) + k];
          random.fork("mask %d %d".formatted(i, k)).fill(before, length, length + mask);
          K.sub(column, 0, before, length, column, 0, mask);
        }
      }
    }
    return columns;
  }

  /** Copies as many of {@code length} coefficients from the place {@code at} on as there are: they lie in one or two blocks. */
  private void copy(long[][][] blocks, int k, long at, long[] column, int length) {
    int block = (int) (at >> shape.logRows());
    int start = (int) (at & shape.rows() - 1);
    int head = Math.min(length, shape.rows() - start);
    if (block < blocks.length) System.arraycopy(blocks[block][k], start, column, 0, head);
    if (block + 1 < blocks.length) System.arraycopy(blocks[block + 1][k], 0, column, head, length - head);
  }
}

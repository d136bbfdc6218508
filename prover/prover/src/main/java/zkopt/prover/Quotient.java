package zkopt.prover;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.ExtColumn;
import zkopt.kernel.Kernels;
import zkopt.kernel.Ntt;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.eval.RowSource;

/** The quotient of the combined identities by the vanishing polynomial of the rows, in masked chunks. */
final class Quotient {
  private static final int BLOCK = 1 << 12;
  private static final Kernels K = Kernels.best();

  private final ProvingKey key;
  private final ProofShape shape;
  private final int size;

  Quotient(ProvingKey key) {
    this.key = key;
    this.shape = key.shape();
    this.size = shape.rows() << shape.logQuotientBlowup();
  }

  /** The columns on the coset, which may be a part of what they are extended to. */
  RowSource source(Map<Oracle, CommittedColumns> committed, long[][] instance) {
    int logBlowup = Math.max(shape.logQuotientBlowup(), shape.parameters().logBlowup());
    int logStride = logBlowup - shape.logQuotientBlowup();
    Map<Oracle, long[][]> columns = new EnumMap<>(Oracle.class);
    columns.put(Oracle.INSTANCE, Ntt.extend(instance, logBlowup, ProofShape.SHIFT));
    committed.forEach((oracle, c) -> columns.put(oracle, c.extended()));
    return new RowSource(size, 1 << shape.logQuotientBlowup(), 1 << logStride, columns, key.quotientRowPolynomials());
  }

  /** The combined identities over {@code X^n - 1} on the coset. */
  long[][] evaluate(RowSource source, Ext3[] challenges) {
    long[] inverses = inverseVanishing();
    long[][] quotient = ExtColumn.zeros(size);
    key.identities().run(source, challenges, (_, from, n, value, offset) -> {
      for (int k = 0; k < Ext3.DEGREE; k++) {
        if (k < value.length) K.mul(value[k], offset, inverses, 0, quotient[k], from, n);
      }
    });
    return quotient;
  }

  /** 1/(x^n - 1) on the coset has a period of the blow-up; repeated for the length of a block. */
  private long[] inverseVanishing() {
    int period = 1 << shape.logQuotientBlowup();
    long root = Goldilocks.rootOfUnity(shape.logQuotientBlowup());
    long[] values = new long[period];
    long power = Goldilocks.pow(ProofShape.SHIFT, shape.rows());
    for (int i = 0; i < period; i++) {
      values[i] = Goldilocks.sub(power, 1);
      power = Goldilocks.mul(power, root);
    }
    long[] inverses = Goldilocks.batchInverse(values);
    long[] tiled = new long[BLOCK];
    Arrays.setAll(tiled, i -> inverses[i & period - 1]);
    return tiled;
  }

  /**
   * The coefficients of each chunk's three base columns. With L coefficients to a chunk and random r_i, chunk i becomes
   * {@code t_i + X^L r_i - r_(i-1)}: the sum of {@code X^(iL) t_i} stays.
   */
  long[][] chunks(long[][] quotient, SeededRandom random) {
    Parallel.forEach(Ext3.DEGREE, k -> Ntt.inverseOnCoset(quotient[k], ProofShape.SHIFT));
    int length = shape.chunkLength();
    int mask = shape.parameters().quotientMaskLength();
    int chunks = shape.chunks();
    long[][] columns = new long[Ext3.DEGREE * chunks][shape.rows()];
    for (int i = 0; i < chunks; i++) {
      for (int k = 0; k < Ext3.DEGREE; k++) {
        long[] column = columns[Ext3.DEGREE * i + k];
        int from = i * length;
        if (from < size) System.arraycopy(quotient[k], from, column, 0, Math.min(length, size - from));
        if (i > 0) {
          long[] before = columns[Ext3.DEGREE * (i - 1) + k];
          random.fork("mask %d %d".formatted(i, k)).fill(before, length, length + mask);
          K.sub(column, 0, before, length, column, 0, mask);
        }
      }
    }
    return columns;
  }
}

package zkopt.kernel;

import java.util.function.IntFunction;
import zkopt.field.Goldilocks;

/**
 * Values of polynomials at few points {@code shift * w^j} of a coset. In bit-reversed order, the first k layers of a transform
 * transform blocks of 2^k coefficients; with V_b the values of block b, that of the polynomial is the sum of
 * {@code w^(j rev(b)) V_b[j mod 2^k]}. So the upper layers, which go through memory, are a sum of n / 2^k products for each point.
 */
public final class CosetPoints {
  private static final int LOG_BLOCK = 9;
  private static final Kernels K = Kernels.best();

  private final int log;
  private final int logBlock;
  private final int[] points;
  /** shift^i / n at place rev(i). */
  private final long[] shifts;
  /** Of each point, {@code w^(j rev(b))} for each block b. */
  private final long[][] factors;

  /** @param points the j, in any order; each below 2^log */
  public CosetPoints(int log, long shift, int[] points) {
    this.log = log;
    this.logBlock = Math.min(log, LOG_BLOCK);
    this.points = points;
    this.shifts = Ntt.shifts(log, shift);
    this.factors = new long[points.length][1 << log - logBlock];
    Parallel.forEach(points.length, p -> {
      K.powers(1, Goldilocks.pow(Goldilocks.rootOfUnity(log), points[p]), factors[p], 0, factors[p].length);
      Ntt.bitReverse(factors[p]);
    });
  }

  /** Of each polynomial with these {@link Ntt#coefficients}, the values at the points; in parallel. */
  public long[][] evaluate(long[][] coefficients) {
    return evaluate(coefficients.length, c -> coefficients[c]);
  }

  /** As {@link #evaluate(long[][])}, of so many polynomials, each of which is asked for when its turn comes. */
  public long[][] evaluate(int count, IntFunction<long[]> coefficients) {
    long[][] values = new long[count][];
    Parallel.forEach(count, c -> values[c] = evaluate(coefficients.apply(c)));
    return values;
  }

  private long[] evaluate(long[] coefficients) {
    int size = 1 << logBlock;
    long[] values = new long[points.length];
    long[] block = new long[size];
    for (int b = 0; b < 1 << log - logBlock; b++) {
      K.mul(coefficients, b * size, shifts, b * size, block, 0, size);
      K.dit(block, 0, logBlock, 0);
      for (int p = 0; p < points.length; p++) {
        values[p] = Goldilocks.add(values[p], Goldilocks.mul(factors[p][b], block[points[p] & size - 1]));
      }
    }
    return values;
  }
}

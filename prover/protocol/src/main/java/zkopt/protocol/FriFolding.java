package zkopt.protocol;

import java.util.stream.LongStream;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;

/**
 * FRI's folding of a codeword of g(X) = sum of X^i g_i(X^a), i below a = 2^k, to that of sum of beta^i g_i(X). It is k halvings
 * with beta, beta^2, beta^4, ...
 */
public final class FriFolding {
  private static final long HALF = Goldilocks.inverse(2);
  private static final long[] INVERSE_ROOTS =
      LongStream.rangeClosed(0, Goldilocks.TWO_ADICITY).map(log -> Goldilocks.inverse(Goldilocks.rootOfUnity((int) log))).toArray();

  private FriFolding() {}

  /**
   * The folded value, from those on one coset.
   *
   * @param values at x, x v, x v^2, ..., v a root of unity of order {@code values.length}, a power of two
   * @param x the first point of the coset
   */
  public static Ext3 fold(Ext3[] values, long x, Ext3 beta) {
    Ext3[] v = values.clone();
    Ext3 b = beta;
    long first = Goldilocks.inverse(x);
    for (int half = v.length / 2; half > 0; half /= 2) {
      long root = INVERSE_ROOTS[Integer.numberOfTrailingZeros(2 * half)];
      long factor = Goldilocks.mul(HALF, first);
      for (int j = 0; j < half; j++) {
        Ext3 even = v[j].add(v[j + half]).mulBase(HALF);
        Ext3 odd = v[j].sub(v[j + half]).mulBase(factor);
        v[j] = even.add(b.mul(odd));
        factor = Goldilocks.mul(factor, root);
      }
      b = b.square();
      first = Goldilocks.square(first);
    }
    return v[0];
  }
}

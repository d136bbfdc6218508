package zkopt.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import zkopt.field.Goldilocks;

/**
 * The powers of roots of unity that transforms use, contiguous in each layer. Layer s joins two halves of {@code 2^(s-1)}; its
 * w is the root of order {@code 2^s} or, for the inverse transform, the inverse of it. Made once and kept.
 */
public final class Twiddles {
  /** From coefficients to values. */
  public static final Twiddles FORWARD = new Twiddles(false);
  /** From values to coefficients. */
  public static final Twiddles BACKWARD = new Twiddles(true);

  /** The longest vector of longs, in lanes. */
  private static final int LANES = 8;

  private final boolean inverse;
  private final AtomicReferenceArray<long[]> layers = new AtomicReferenceArray<>(Goldilocks.TWO_ADICITY + 1);
  private final AtomicReferenceArray<long[]> patterns = new AtomicReferenceArray<>(Goldilocks.TWO_ADICITY + 1);

  private Twiddles(boolean inverse) {
    this.inverse = inverse;
  }

  /** w^j for {@code 0 <= j < 2^(s-1)}, {@code s >= 1}. */
  public long[] layer(int s) {
    if (layers.get(s) == null) {
      layers.set(s, powers(s));
    }
    return layers.get(s);
  }

  /** Layer s for transforms within one vector, {@code 1 <= s <= 3}: 2^(s-1) ones and w^0, w^1, ..., repeated to 8 lanes. */
  public long[] pattern(int s) {
    if (patterns.get(s) == null) {
      int half = 1 << (s - 1);
      long[] pattern = new long[LANES];
      for (int i = 0; i < LANES; i++) {
        pattern[i] = (i & half) == 0 ? 1 : layer(s)[i & (half - 1)];
      }
      patterns.set(s, pattern);
    }
    return patterns.get(s);
  }

  private long[] powers(int s) {
    long root = Goldilocks.rootOfUnity(s);
    long[] powers = new long[1 << (s - 1)];
    Kernels.best().powers(1, inverse ? Goldilocks.inverse(root) : root, powers, 0, powers.length);
    return powers;
  }
}

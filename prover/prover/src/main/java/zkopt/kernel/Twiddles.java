package zkopt.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import zkopt.field.Goldilocks;

/**
 * The powers of roots of unity that transforms use, contiguous in each layer. Layer s joins two halves of {@code 2^(s-1)}; its
 * w is the root of order {@code 2^s} or, for the inverse transform, the inverse of it. What is called scaled holds the factors
 * times 2^64, for {@link LongLanes#mulScaled}. Made once and kept.
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
  private final AtomicReferenceArray<long[]> scaledLayers = new AtomicReferenceArray<>(Goldilocks.TWO_ADICITY + 1);
  private final AtomicReferenceArray<long[]> triples = new AtomicReferenceArray<>(Goldilocks.TWO_ADICITY + 1);
  private final AtomicReferenceArray<long[]> septuples = new AtomicReferenceArray<>(Goldilocks.TWO_ADICITY + 1);
  private final AtomicReferenceArray<long[]> patterns = new AtomicReferenceArray<>(Goldilocks.TWO_ADICITY + 1);

  private Twiddles(boolean inverse) {
    this.inverse = inverse;
  }

  /** w^j for {@code 0 <= j < 2^(s-1)}, {@code s >= 1}. */
  public long[] layer(int s) {
    return kept(layers, s, () -> {
      long[] powers = new long[1 << (s - 1)];
      Kernels.best().powers(1, root(s), powers, 0, powers.length);
      return powers;
    });
  }

  /** The {@link #layer} scaled. */
  long[] scaledLayer(int s) {
    return kept(scaledLayers, s, () -> scaledPowers(1 << (s - 1), root(s)));
  }

  /**
   * For the layers s and s + 1 at once, with w of layer s + 1: w^j, w^(2j) and w^(3j), {@code 0 <= j < 2^(s-1)}, scaled; a vector
   * of the first, one of the second, one of the third, and so on.
   */
  long[] triples(int s) {
    return kept(triples, s, () -> tuples(3, 1 << (s - 1), root(s + 1)));
  }

  /** As {@link #triples} for the layers s, s + 1 and s + 2, with w of layer s + 2: w^j to w^(7j). */
  long[] septuples(int s) {
    return kept(septuples, s, () -> tuples(7, 1 << (s - 1), root(s + 2)));
  }

  private static long[] tuples(int size, int n, long root) {
    long[] tuples = new long[size * n];
    for (int power = 1; power <= size; power++) {
      long[] powers = scaledPowers(n, Goldilocks.pow(root, power));
      for (int j = 0; j < n; j += LongLanes.LANES) {
        System.arraycopy(powers, j, tuples, size * j + (power - 1) * LongLanes.LANES, LongLanes.LANES);
      }
    }
    return tuples;
  }

  /** Layer s scaled for halves shorter than a vector, {@code 1 <= s <= 3}: w^0, w^1, ..., repeated to 8 lanes. */
  long[] pattern(int s) {
    return kept(patterns, s, () -> {
      long[] pattern = new long[LANES];
      for (int i = 0; i < LANES; i++) {
        pattern[i] = scaledLayer(s)[i & ((1 << (s - 1)) - 1)];
      }
      return pattern;
    });
  }

  private static long[] kept(AtomicReferenceArray<long[]> made, int s, Supplier<long[]> maker) {
    long[] powers = made.get(s);
    if (powers == null) {
      powers = maker.get();
      made.set(s, powers);
    }
    return powers;
  }

  private static long[] scaledPowers(int n, long root) {
    long[] powers = new long[n];
    Kernels.best().powers(LongLanes.scaled(1), root, powers, 0, n);
    return powers;
  }

  private long root(int s) {
    long root = Goldilocks.rootOfUnity(s);
    return inverse ? Goldilocks.inverse(root) : root;
  }
}

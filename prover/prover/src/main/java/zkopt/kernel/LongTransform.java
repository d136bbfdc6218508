package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;

/**
 * Transforms on vectors: depth first, two layers at a time, above the size that fits the first-level cache, layer by layer below
 * it. Two vectors at least.
 */
final class LongTransform {
  /** log2 of the shortest transform. */
  static final int LEAST_LOG = Integer.numberOfTrailingZeros(2 * LANES);

  /** log2 of the transform that is done layer by layer: 32 kB. */
  private static final int LOG_CACHED = 12;

  private LongTransform() {}

  static void dif(long[] a, int off, int log, Twiddles twiddles) {
    try {
      difDepthFirst(a, off, log, twiddles);
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
  }

  static void dit(long[] a, int off, int log, int skip, Twiddles twiddles) {
    try {
      ditDepthFirst(a, off, log, skip + 1, twiddles);
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
  }

  private static void difDepthFirst(long[] a, int off, int log, Twiddles twiddles) throws Throwable {
    if (log <= LOG_CACHED) {
      difByLayers(a, off, log, twiddles);
      return;
    }
    int quarter = 1 << (log - 2);
    LongButterflies.dif4(a, off, quarter, twiddles.triples(log - 1), twiddles.isInverse());
    for (int k = 0; k < 4; k++) {
      difDepthFirst(a, off + k * quarter, log - 2, twiddles);
    }
  }

  private static void difByLayers(long[] a, int off, int log, Twiddles twiddles) throws Throwable {
    int end = off + (1 << log);
    int layer = log;
    for (; layer > LEAST_LOG; layer -= 2) {
      for (int block = off; block < end; block += 1 << layer) {
        LongButterflies.dif4(a, block, 1 << (layer - 2), twiddles.triples(layer - 1), twiddles.isInverse());
      }
    }
    if (layer == LEAST_LOG) {
      for (int block = off; block < end; block += 1 << layer) {
        LongButterflies.dif2(a, block, 1 << (layer - 1), twiddles.scaledLayer(layer));
      }
    }
    for (LongCrossings crossing : LongCrossings.LAYERS.reversed()) {
      crossing.dif(a, off, end, twiddles.pattern(crossing.layer()));
    }
  }

  /** The layers {@code first} and up. */
  private static void ditDepthFirst(long[] a, int off, int log, int first, Twiddles twiddles) throws Throwable {
    if (log <= LOG_CACHED || log <= first) {
      ditByLayers(a, off, log, first, twiddles);
      return;
    }
    int quarter = 1 << (log - 2);
    for (int k = 0; k < 4; k++) {
      ditDepthFirst(a, off + k * quarter, log - 2, first, twiddles);
    }
    LongButterflies.dit4(a, off, quarter, twiddles.triples(log - 1), twiddles.isInverse());
  }

  private static void ditByLayers(long[] a, int off, int log, int first, Twiddles twiddles) throws Throwable {
    int end = off + (1 << log);
    for (LongCrossings crossing : LongCrossings.LAYERS) {
      if (crossing.layer() >= first) crossing.dit(a, off, end, twiddles.pattern(crossing.layer()));
    }
    int layer = Math.max(first, LEAST_LOG);
    if ((log - layer) % 2 == 0) {
      for (int block = off; block < end; block += 1 << layer) {
        LongButterflies.dit2(a, block, 1 << (layer - 1), twiddles.scaledLayer(layer));
      }
      layer++;
    }
    for (; layer < log; layer += 2) {
      for (int block = off; block < end; block += 2 << layer) {
        LongButterflies.dit4(a, block, 1 << (layer - 1), twiddles.triples(layer), twiddles.isInverse());
      }
    }
  }
}

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

  static void dif(long[] a, int off, int log) {
    try {
      difDepthFirst(a, off, log);
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
  }

  static void dit(long[] a, int off, int log, int skip) {
    try {
      ditDepthFirst(a, off, log, skip + 1);
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
  }

  private static void difDepthFirst(long[] a, int off, int log) throws Throwable {
    if (log <= LOG_CACHED) {
      difByLayers(a, off, log);
      return;
    }
    int quarter = 1 << (log - 2);
    LongButterflies.dif4(a, off, 1 << log, quarter, Twiddles.BACKWARD.triples(log - 1));
    for (int k = 0; k < 4; k++) {
      difDepthFirst(a, off + k * quarter, log - 2);
    }
  }

  private static void difByLayers(long[] a, int off, int log) throws Throwable {
    int size = 1 << log;
    int layer = log;
    for (; layer > LEAST_LOG; layer -= 2) {
      LongButterflies.dif4(a, off, size, 1 << (layer - 2), Twiddles.BACKWARD.triples(layer - 1));
    }
    if (layer == LEAST_LOG) {
      LongButterflies.dif2(a, off, size, 1 << (layer - 1), Twiddles.BACKWARD.scaledLayer(layer));
    }
    for (LongCrossings crossing : LongCrossings.LAYERS.reversed()) {
      crossing.dif(a, off, size, Twiddles.BACKWARD.pattern(crossing.layer()));
    }
    LongCrossings.FIRST.withoutFactor(a, off, size);
  }

  /** The layers {@code first} and up. */
  private static void ditDepthFirst(long[] a, int off, int log, int first) throws Throwable {
    if (log <= LOG_CACHED || log <= first) {
      ditByLayers(a, off, log, first);
      return;
    }
    int quarter = 1 << (log - 2);
    for (int k = 0; k < 4; k++) {
      ditDepthFirst(a, off + k * quarter, log - 2, first);
    }
    LongButterflies.dit4(a, off, 1 << log, quarter, Twiddles.FORWARD.triples(log - 1));
  }

  private static void ditByLayers(long[] a, int off, int log, int first) throws Throwable {
    int size = 1 << log;
    if (first == 1) LongCrossings.FIRST.withoutFactor(a, off, size);
    for (LongCrossings crossing : LongCrossings.LAYERS) {
      if (crossing.layer() >= first) crossing.dit(a, off, size, Twiddles.FORWARD.pattern(crossing.layer()));
    }
    int layer = Math.max(first, LEAST_LOG);
    if ((log - layer) % 2 == 0) {
      LongButterflies.dit2(a, off, size, 1 << (layer - 1), Twiddles.FORWARD.scaledLayer(layer));
      layer++;
    }
    for (; layer < log; layer += 2) {
      LongButterflies.dit4(a, off, size, 1 << (layer - 1), Twiddles.FORWARD.triples(layer));
    }
  }
}

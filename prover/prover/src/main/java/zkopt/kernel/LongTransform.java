package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;

/**
 * Transforms on vectors: depth first, three layers at a time, above the size that fits the first-level cache, layer by layer below
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
    int eighth = 1 << (log - 3);
    LongButterflies.dif8(a, off, 1 << log, eighth, Twiddles.BACKWARD.septuples(log - 2));
    for (int k = 0; k < 8; k++) {
      difDepthFirst(a, off + k * eighth, log - 3);
    }
  }

  private static void difByLayers(long[] a, int off, int log) throws Throwable {
    int size = 1 << log;
    for (int layer = log; layer >= LEAST_LOG; ) {
      int together = together(layer - LEAST_LOG + 1);
      layer -= together;
      switch (together) {
        case 1 -> LongButterflies.dif2(a, off, size, 1 << layer, Twiddles.BACKWARD.scaledLayer(layer + 1));
        case 2 -> LongButterflies.dif4(a, off, size, 1 << layer, Twiddles.BACKWARD.triples(layer + 1));
        default -> LongButterflies.dif8(a, off, size, 1 << layer, Twiddles.BACKWARD.septuples(layer + 1));
      }
    }
    if (hasBlocks(size)) {
      LongBlocks.dif(a, off, size);
      return;
    }
    for (LongCrossings crossing : LongCrossings.LAYERS.reversed()) {
      crossing.dif(a, off, size, Twiddles.BACKWARD.pattern(crossing.layer()));
    }
    LongCrossings.FIRST.withoutFactor(a, off, size);
  }

  private static boolean hasBlocks(int size) {
    return LongLanes.LANES == 8 && size >= LongBlocks.SIZE;
  }

  /** How many of the next layers are done at once: three, but four are two times two. */
  private static int together(int layers) {
    return layers == 4 ? 2 : Math.min(layers, 3);
  }

  /** The layers {@code first} and up. */
  private static void ditDepthFirst(long[] a, int off, int log, int first) throws Throwable {
    if (log <= LOG_CACHED || log - 3 < first) {
      ditByLayers(a, off, log, first);
      return;
    }
    int eighth = 1 << (log - 3);
    for (int k = 0; k < 8; k++) {
      ditDepthFirst(a, off + k * eighth, log - 3, first);
    }
    LongButterflies.dit8(a, off, 1 << log, eighth, Twiddles.FORWARD.septuples(log - 2));
  }

  private static void ditByLayers(long[] a, int off, int log, int first) throws Throwable {
    int size = 1 << log;
    if (first == 1 && hasBlocks(size)) {
      LongBlocks.dit(a, off, size);
    } else {
      if (first == 1) LongCrossings.FIRST.withoutFactor(a, off, size);
      for (LongCrossings crossing : LongCrossings.LAYERS) {
        if (crossing.layer() >= first) crossing.dit(a, off, size, Twiddles.FORWARD.pattern(crossing.layer()));
      }
    }
    for (int layer = Math.max(first, LEAST_LOG); layer <= log; ) {
      int together = together(log - layer + 1);
      switch (together) {
        case 1 -> LongButterflies.dit2(a, off, size, 1 << (layer - 1), Twiddles.FORWARD.scaledLayer(layer));
        case 2 -> LongButterflies.dit4(a, off, size, 1 << (layer - 1), Twiddles.FORWARD.triples(layer));
        default -> LongButterflies.dit8(a, off, size, 1 << (layer - 1), Twiddles.FORWARD.septuples(layer));
      }
      layer += together;
    }
  }
}

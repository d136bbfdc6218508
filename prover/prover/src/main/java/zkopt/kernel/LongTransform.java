package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;

/**
 * Transforms on vectors: depth first, some layers at a time, above the size that fits the first-level cache, layer by layer below
 * it. Two vectors at least.
 */
final class LongTransform {
  /** log2 of the shortest transform. */
  static final int LEAST_LOG = Integer.numberOfTrailingZeros(2 * LANES);

  /** Layers that are done at once: three take more registers than there are of shorter vectors. */
  private static final int TOGETHER = LANES == 8 ? 3 : 2;

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
    int part = log - TOGETHER;
    difLayers(a, off, 1 << log, part, TOGETHER);
    for (int k = 0; k < 1 << TOGETHER; k++) {
      difDepthFirst(a, off + (k << part), part);
    }
  }

  private static void difByLayers(long[] a, int off, int log) throws Throwable {
    int size = 1 << log;
    for (int layer = log; layer >= LEAST_LOG; ) {
      int together = together(layer - LEAST_LOG + 1);
      layer -= together;
      difLayers(a, off, size, layer, together);
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

  /** The {@code together} layers above {@code layer}. */
  private static void difLayers(long[] a, int off, int size, int layer, int together) throws Throwable {
    switch (together) {
      case 1 -> LongButterflies.dif2(a, off, size, 1 << layer, Twiddles.BACKWARD.scaledLayer(layer + 1));
      case 2 -> LongButterflies.dif4(a, off, size, 1 << layer, Twiddles.BACKWARD.triples(layer + 1));
      default -> LongButterflies.dif8(a, off, size, 1 << layer, Twiddles.BACKWARD.septuples(layer + 1));
    }
  }

  private static boolean hasBlocks(int size) {
    return LANES == 8 && size >= LongBlocks.SIZE;
  }

  /** How many of the next layers are done at once; four are two times two. */
  private static int together(int layers) {
    return layers == 4 ? 2 : Math.min(layers, TOGETHER);
  }

  /** The layers {@code first} and up. */
  private static void ditDepthFirst(long[] a, int off, int log, int first) throws Throwable {
    if (log <= LOG_CACHED || log - TOGETHER < first) {
      ditByLayers(a, off, log, first);
      return;
    }
    int part = log - TOGETHER;
    for (int k = 0; k < 1 << TOGETHER; k++) {
      ditDepthFirst(a, off + (k << part), part, first);
    }
    ditLayers(a, off, 1 << log, part, TOGETHER);
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
      ditLayers(a, off, size, layer - 1, together);
      layer += together;
    }
  }

  /** The {@code together} layers above {@code layer}. */
  private static void ditLayers(long[] a, int off, int size, int layer, int together) throws Throwable {
    switch (together) {
      case 1 -> LongButterflies.dit2(a, off, size, 1 << layer, Twiddles.FORWARD.scaledLayer(layer + 1));
      case 2 -> LongButterflies.dit4(a, off, size, 1 << layer, Twiddles.FORWARD.triples(layer + 1));
      default -> LongButterflies.dit8(a, off, size, 1 << layer, Twiddles.FORWARD.septuples(layer + 1));
    }
  }
}

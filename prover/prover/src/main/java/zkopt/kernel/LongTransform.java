package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;

import java.util.List;

/**
 * Radix-2 transforms on vectors: depth first above the size that fits the first-level cache, pass by pass below it. A pass is a
 * loop of its own class behind {@link Pass}: called from one place, where C2 sees many classes and so compiles each by itself;
 * two in one method would exceed what it inlines.
 */
final class LongTransform {
  /** log2 of the transform that is done pass by pass: 32 kB. */
  private static final int LOG_CACHED = 12;

  private static final List<Pass> DIF = passes(
      new LongButterflies.Dif(), new LongCrossings.Dif4(), new LongCrossings.Dif2(), new LongCrossings.Cross1());
  private static final List<Pass> DIT = passes(
      new LongCrossings.Cross1(), new LongCrossings.Dit2(), new LongCrossings.Dit4(), new LongButterflies.Dit());

  /** Layers {@code first} and up of the transform of 2^log elements at {@code off}, as far as they are this pass's. */
  sealed interface Pass permits LongButterflies.Dif, LongButterflies.Dit, LongCrossings.Crossing {
    void run(long[] a, int off, int log, int first, Twiddles twiddles);
  }

  private LongTransform() {}

  /** Without the layer of halves of 4 where a vector has but 4 lanes: it is the butterflies' then. */
  private static List<Pass> passes(Pass... passes) {
    return List.of(passes).stream()
        .filter(pass -> !(pass instanceof LongCrossings.Crossing crossing) || crossing.half() < LANES)
        .toList();
  }

  static void dif(long[] a, int off, int log, Twiddles twiddles) {
    if (log <= LOG_CACHED) {
      run(DIF, a, off, log, 1, twiddles);
      return;
    }
    LongButterflies.Dif.layer(a, off, log, log, twiddles.layer(log));
    dif(a, off, log - 1, twiddles);
    dif(a, off + (1 << (log - 1)), log - 1, twiddles);
  }

  static void dit(long[] a, int off, int log, int skip, Twiddles twiddles) {
    if (log <= skip) {
      return;
    }
    if (log <= LOG_CACHED) {
      run(DIT, a, off, log, skip + 1, twiddles);
      return;
    }
    dit(a, off, log - 1, skip, twiddles);
    dit(a, off + (1 << (log - 1)), log - 1, skip, twiddles);
    LongButterflies.Dit.layer(a, off, log, log, twiddles.layer(log));
  }

  private static void run(List<Pass> passes, long[] a, int off, int log, int first, Twiddles twiddles) {
    for (Pass pass : passes) {
      pass.run(a, off, log, first, twiddles);
    }
  }
}

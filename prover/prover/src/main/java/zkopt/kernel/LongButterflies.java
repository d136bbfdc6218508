package zkopt.kernel;

import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.load;

import jdk.incubator.vector.LongVector;

/** The layers of a transform whose halves are at least one vector long. */
final class LongButterflies {
  private static final int LOG_LANES = Integer.numberOfTrailingZeros(LANES);

  /** Halves shorter than this are done by columns: one vector of each block of the layer, then the next. */
  private static final int LONG_HALF = 128;

  /**
   * A line of butterflies of one layer: vectors at {@code off + i * step} and {@code half} further on, factors at
   * {@code w + i * wStep}, {@code i < count}. A line is a block of the layer or, where blocks are short, a column.
   */
  private record Line(int half, int off, int step, int count, int w, int wStep) {
    static Line block(int off, int half) {
      return new Line(half, off, LANES, half / LANES, 0, LANES);
    }

    static Line column(int off, int j, int half, int blocks) {
      return new Line(half, off + j, 2 * half, blocks, j, 0);
    }
  }

  private LongButterflies() {}

  /** (x, y) to (x + y, (x - y) w), the longest halves first. */
  static final class Dif implements LongTransform.Pass {
    @Override
    public void run(long[] a, int off, int log, int first, Twiddles twiddles) {
      for (int layer = log; layer > LOG_LANES && layer >= first; layer--) {
        layer(a, off, log, layer, twiddles.layer(layer));
      }
    }

    /** The layer {@code s} of the transform of 2^log elements. */
    static void layer(long[] a, int off, int log, int s, long[] w) {
      int half = 1 << (s - 1);
      int blocks = 1 << (log - s);
      boolean byBlocks = half >= LONG_HALF;
      int lines = byBlocks ? blocks : half / LANES;
      for (int i = 0; i < lines; i++) {
        run(a, w, byBlocks ? Line.block(off + 2 * half * i, half) : Line.column(off, i * LANES, half, blocks));
      }
    }

    private static void run(long[] a, long[] w, Line line) {
      int half = line.half;
      int at = line.off;
      int atW = line.w;
      for (int i = 0; i < line.count; i++) {
        LongVector x = load(a, at);
        LongVector y = load(a, at + half);
        LongLanes.add(x, y).intoArray(a, at);
        LongLanes.mul(LongLanes.sub(x, y), load(w, atW)).intoArray(a, at + half);
        at += line.step;
        atW += line.wStep;
      }
    }
  }

  /** (x, y) to (x + y w, x - y w), the shortest halves first. */
  static final class Dit implements LongTransform.Pass {
    @Override
    public void run(long[] a, int off, int log, int first, Twiddles twiddles) {
      for (int layer = Math.max(LOG_LANES + 1, first); layer <= log; layer++) {
        layer(a, off, log, layer, twiddles.layer(layer));
      }
    }

    /** The layer {@code s} of the transform of 2^log elements. */
    static void layer(long[] a, int off, int log, int s, long[] w) {
      int half = 1 << (s - 1);
      int blocks = 1 << (log - s);
      boolean byBlocks = half >= LONG_HALF;
      int lines = byBlocks ? blocks : half / LANES;
      for (int i = 0; i < lines; i++) {
        run(a, w, byBlocks ? Line.block(off + 2 * half * i, half) : Line.column(off, i * LANES, half, blocks));
      }
    }

    private static void run(long[] a, long[] w, Line line) {
      int half = line.half;
      int at = line.off;
      int atW = line.w;
      for (int i = 0; i < line.count; i++) {
        LongVector x = load(a, at);
        LongVector y = LongLanes.mul(load(a, at + half), load(w, atW));
        LongLanes.add(x, y).intoArray(a, at);
        LongLanes.sub(x, y).intoArray(a, at + half);
        at += line.step;
        atW += line.wStep;
      }
    }
  }
}

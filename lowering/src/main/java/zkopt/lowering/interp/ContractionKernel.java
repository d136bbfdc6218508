package zkopt.lowering.interp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.affine.ForOp;

/**
 * Runs an {@link AccumulationNest} by lanes: a loop of which the result depends goes innermost, over a block of running sums. Each sum
 * is added up in the order of the nest, so that results are the same bit by bit.
 */
abstract class ContractionKernel {
  private static final int LANES = 512;

  /** One loop, or neighbouring ones that walk like one. */
  private record Loop(long count, long a, long b, long c) {
    /** This loop around {@code inner} as one, or null. */
    Loop joined(Loop inner) {
      boolean walksOn = a == inner.a * inner.count && b == inner.b * inner.count && c == inner.c * inner.count;
      return walksOn ? new Loop(count * inner.count, inner.a, inner.b, inner.c) : null;
    }

    long last(long stride) {
      return stride * (count - 1);
    }
  }

  private final List<Loop> outer = new ArrayList<>();
  private final List<Loop> summed = new ArrayList<>();
  private Loop lane = new Loop(1, 0, 0, 0);

  ContractionKernel(AccumulationNest nest) {
    var loops = new ArrayList<Loop>();
    for (int d = 0; d < nest.loops().size(); d++) {
      ForOp loop = nest.loops().get(d);
      if (loop.constantTripCount() == 1) continue;
      var here = new Loop(loop.constantTripCount(), nest.a().strides()[d], nest.b().strides()[d], nest.c().strides()[d]);
      Loop joined = loops.isEmpty() ? null : loops.getLast().joined(here);
      if (joined != null) loops.removeLast();
      loops.add(joined != null ? joined : here);
    }
    for (Loop loop : loops) (loop.c == 0 ? summed : outer).add(loop);
    int best = IntStream.range(0, outer.size()).boxed().max((i, j) -> Long.compare(merit(outer.get(i)), merit(outer.get(j)))).orElse(-1);
    if (best >= 0) lane = outer.remove(best);
  }

  /** Lanes are best many, with one factor the same in all and the other one in neighbouring elements. */
  private static long merit(Loop loop) {
    return Math.min(loop.count, LANES) * (Math.min(Math.abs(loop.a), Math.abs(loop.b)) > 0 ? 1 : Math.abs(loop.a + loop.b) > 1 ? 2 : 8);
  }

  /** Whether every element that is touched lies in its buffer. */
  boolean fits(long startA, long lengthA, long startB, long lengthB, long startC, long lengthC) {
    var all = new ArrayList<>(outer);
    all.addAll(summed);
    all.add(lane);
    return inside(startA, lengthA, all.stream().mapToLong(l -> l.last(l.a)).toArray())
        && inside(startB, lengthB, all.stream().mapToLong(l -> l.last(l.b)).toArray())
        && inside(startC, lengthC, all.stream().mapToLong(l -> l.last(l.c)).toArray());
  }

  private static boolean inside(long start, long length, long[] reaches) {
    long low = start;
    long high = start;
    for (long reach : reaches) {
      low += Math.min(0, reach);
      high += Math.max(0, reach);
    }
    return low >= 0 && high < length;
  }

  /** Runs the nest whose first iteration touches these elements. */
  void run(int a, int b, int c) {
    outer(0, a, b, c);
  }

  private void outer(int depth, int a, int b, int c) {
    if (depth == outer.size()) {
      for (int from = 0; from < lane.count; from += LANES) {
        int count = (int) Math.min(LANES, lane.count - from);
        int firstC = c + from * (int) lane.c;
        load(firstC, (int) lane.c, count);
        sum(0, a + from * (int) lane.a, b + from * (int) lane.b, count);
        store(firstC, (int) lane.c, count);
      }
      return;
    }
    Loop loop = outer.get(depth);
    for (int i = 0; i < loop.count; i++) outer(depth + 1, a + i * (int) loop.a, b + i * (int) loop.b, c + i * (int) loop.c);
  }

  private void sum(int depth, int a, int b, int count) {
    if (depth == summed.size()) {
      add(a, (int) lane.a, b, (int) lane.b, count);
      return;
    }
    Loop loop = summed.get(depth);
    for (int i = 0; i < loop.count; i++) sum(depth + 1, a + i * (int) loop.a, b + i * (int) loop.b, count);
  }

  /** Reads the running sums of a block of lanes. */
  abstract void load(int c, int stride, int count);

  /** Adds the product of a factor of each kind to each running sum. */
  abstract void add(int a, int strideA, int b, int strideB, int count);

  abstract void store(int c, int stride, int count);

  /** On floats, as doubles. */
  static final class Reals extends ContractionKernel {
    private final double[] sums = new double[LANES];
    private final double[] a;
    private final double[] b;
    private final long[] c;
    private final StoredRange range;

    /** @param range what is told of every sum on its way, or null */
    Reals(AccumulationNest nest, long[] a, long[] b, long[] c, StoredRange range) {
      super(nest);
      this.a = reals(a);
      this.b = reals(b);
      this.c = c;
      this.range = range;
    }

    private static double[] reals(long[] words) {
      double[] reals = new double[words.length];
      for (int i = 0; i < reals.length; i++) reals[i] = ScalarFunction.real(words[i]);
      return reals;
    }

    @Override
    void load(int from, int stride, int count) {
      for (int i = 0; i < count; i++) sums[i] = ScalarFunction.real(c[from + i * stride]);
    }

    @Override
    void add(int atA, int strideA, int atB, int strideB, int count) {
      if (strideA == 0) addMultiple(sums, a[atA], b, atB, strideB, count);
      else if (strideB == 0) addMultiple(sums, b[atB], a, atA, strideA, count);
      else for (int i = 0; i < count; i++) sums[i] += a[atA + i * strideA] * b[atB + i * strideB];
      if (range != null) for (int i = 0; i < count; i++) range.add(sums[i]);
    }

    private static void addMultiple(double[] sums, double factor, double[] x, int at, int stride, int count) {
      if (stride == 1) for (int i = 0; i < count; i++) sums[i] += factor * x[at + i];
      else for (int i = 0; i < count; i++) sums[i] += factor * x[at + i * stride];
    }

    @Override
    void store(int to, int stride, int count) {
      for (int i = 0; i < count; i++) c[to + i * stride] = ScalarFunction.word(sums[i]);
    }
  }

  /** On the integers of fixed-point numbers; every product and sum must fit its type. */
  static final class Integers extends ContractionKernel {
    private final long[] sums = new long[LANES];
    private final long[] a;
    private final long[] b;
    private final long[] c;
    private final ScalarFunction.Binary product;
    private final ScalarFunction.Binary sum;
    private final long largestProduct;
    private final long largestSum;

    Integers(AccumulationNest nest, long[] a, long[] b, long[] c) {
      super(nest);
      this.a = a;
      this.b = b;
      this.c = c;
      product = (ScalarFunction.Binary) ScalarFunctions.of(nest.product());
      sum = (ScalarFunction.Binary) ScalarFunctions.of(nest.sum());
      largestProduct = ((zkopt.dialect.fixed.BinaryOp) nest.product()).type().max();
      largestSum = ((zkopt.dialect.fixed.BinaryOp) nest.sum()).type().max();
    }

    @Override
    void load(int from, int stride, int count) {
      for (int i = 0; i < count; i++) sums[i] = c[from + i * stride];
    }

    @Override
    void add(int atA, int strideA, int atB, int strideB, int count) {
      for (int i = 0; i < count; i++) {
        long x = a[atA + i * strideA];
        long y = b[atB + i * strideB];
        long p = x * y;
        long s = sums[i] + p;
        // what looks wrong is computed again by the checked functions, which complain
        boolean fits = Math.multiplyHigh(x, y) == p >> 63 && Math.abs(p) <= largestProduct && Math.abs(s) <= largestSum;
        sums[i] = fits ? s : sum.function().applyAsLong(sums[i], product.function().applyAsLong(x, y));
      }
    }

    @Override
    void store(int to, int stride, int count) {
      for (int i = 0; i < count; i++) c[to + i * stride] = sums[i];
    }
  }
}

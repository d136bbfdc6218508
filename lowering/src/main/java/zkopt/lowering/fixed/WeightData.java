package zkopt.lowering.fixed;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.memref.GlobalOp;

/** The float data of a constant global, and the formats in which it is needed. */
final class WeightData {
  private static final int LEAST_FRAC = 8;
  private final GlobalOp global;
  private final Formats formats;
  private final double[] values;
  private final Map<Key, Quantized> quantized = new LinkedHashMap<>();
  private int factorFrac;
  private int reciprocalFrac;
  private int settledFrac = -1;

  private record Key(int frac, boolean reciprocal) {}

  WeightData(GlobalOp global, Formats formats) {
    this.global = global;
    this.formats = formats;
    values = new double[Math.toIntExact(global.initialValue().count())];
    for (int i = 0; i < values.length; i++) values[i] = Formats.finite(global.initialValue().doubleAt(i));
    factorFrac = isWhole() ? 0 : formats.weightFrac();
    reciprocalFrac = formats.weightFrac();
  }

  GlobalOp global() {
    return global;
  }

  /** The fraction bits with which every element is exact, but at most {@code most}. */
  private int fracUpTo(int most) {
    int frac = 0;
    for (int i = 0; i < values.length && frac < most; i++) {
      while (frac < most && Math.rint(Math.scalb(values[i], frac)) != Math.scalb(values[i], frac)) frac++;
    }
    return frac;
  }

  /** The fraction bits when it is a factor. */
  int factorFrac() {
    return factorFrac;
  }

  /** The fraction bits when it is compared with or added to whole numbers. */
  int settledFrac() {
    if (settledFrac < 0) settledFrac = Arrays.stream(values).mapToInt(formats::fracOf).max().orElse(0);
    return settledFrac;
  }

  /** The fraction bits with which every element is exact; fewer where the largest would have more than {@code mostBits} bits. */
  int exactFrac(int mostBits) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    return Math.clamp(mostBits - 1 - Math.getExponent(Math.max(largest, Double.MIN_NORMAL)), 0, fracUpTo(Formats.MOST_CONSTANT_FRAC));
  }

  /** Lowers the fraction bits of factors; false when they are as low as is sensible. What was quantised is forgotten. */
  boolean coarsen() {
    boolean can = Math.max(factorFrac, reciprocalFrac) > LEAST_FRAC;
    factorFrac = coarser(factorFrac);
    reciprocalFrac = coarser(reciprocalFrac);
    return can;
  }

  private static int coarser(int frac) {
    if (frac <= LEAST_FRAC) return frac;
    return frac > 12 ? Math.max(12, frac - 6) : Math.max(LEAST_FRAC, frac - 2);
  }

  void forget() {
    quantized.clear();
  }

  /** Whether every element is positive. */
  boolean isPositive() {
    for (double v : values) {
      if (!(v > 0)) return false;
    }
    return true;
  }

  boolean isWhole() {
    for (double v : values) {
      if (v != Math.rint(v)) return false;
    }
    return true;
  }

  Quantized at(int frac) {
    return quantized.computeIfAbsent(new Key(frac, false), this::quantize);
  }

  /** Of each element the reciprocal. */
  Quantized reciprocals() {
    return quantized.computeIfAbsent(new Key(reciprocalFrac, true), this::quantize);
  }

  private Quantized quantize(Key key) {
    long[] data = new long[values.length];
    long least = 0;
    long largest = 0;
    for (int i = 0; i < data.length; i++) {
      data[i] = Formats.quantize(key.reciprocal ? 1 / values[i] : values[i], key.frac);
      least = i == 0 ? data[i] : Math.min(least, data[i]);
      largest = i == 0 ? data[i] : Math.max(largest, data[i]);
    }
    var bounds = new Interval(least, largest);
    var type = new QType(Math.max(2, bounds.magnitudeBits() + 1), key.frac);
    return new Quantized(this, type, bounds, data, key.reciprocal);
  }

  /** Integers for the data in one format, row-major. */
  record Quantized(WeightData source, QType type, Interval bounds, long[] data, boolean isReciprocal) {
    /** The most factors of two in any element but zero. */
    int mostTrailingZeros() {
      return Arrays.stream(data).filter(n -> n != 0).mapToInt(Long::numberOfTrailingZeros).max().orElse(Long.SIZE);
    }

    @Override
    public boolean equals(Object o) {
      return this == o;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}

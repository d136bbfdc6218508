package zkopt.lowering.fixed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.PlonkDialect;
import zkopt.ir.Blob;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerType;

/** The float data of a constant global, which are read where they lie, and the formats in which they are needed. */
final class WeightData {
  private static final int LEAST_FRAC = 8;
  private final GlobalOp global;
  private final Formats formats;
  private final ElementsAttr values;
  /** How many elements are looked at: where all are the same, one. */
  private final int distinct;
  private final Map<Key, Quantized> quantized = new LinkedHashMap<>();
  private int factorFrac;
  private int reciprocalFrac;
  private int settledFrac = -1;

  private record Key(int frac, boolean reciprocal) {}

  WeightData(GlobalOp global, Formats formats) {
    this.global = global;
    this.formats = formats;
    values = global.initialValue();
    distinct = values.isSplat() ? 1 : Math.toIntExact(values.count());
    factorFrac = isWhole() ? 0 : formats.weightFrac();
    reciprocalFrac = formats.weightFrac();
  }

  GlobalOp global() {
    return global;
  }

  private double value(int i) {
    return Formats.finite(values.doubleAt(i));
  }

  private DoubleStream values() {
    return IntStream.range(0, distinct).mapToDouble(this::value);
  }

  /** Whether the data is part of the circuit and no secret. */
  boolean isPublic() {
    return global.attribute(PlonkDialect.PUBLIC) != null;
  }

  /** The fraction bits with which every element is exact, but at most {@code most}. */
  private int fracUpTo(int most) {
    int frac = 0;
    for (int i = 0; i < distinct && frac < most; i++) {
      while (frac < most && Math.rint(Math.scalb(value(i), frac)) != Math.scalb(value(i), frac)) frac++;
    }
    return frac;
  }

  /** The fraction bits when it is a factor. */
  int factorFrac() {
    return factorFrac;
  }

  /** Chooses them: as few as any product wants; coarser ones stay. */
  void setFactorFrac(int frac) {
    factorFrac = Math.min(factorFrac, frac);
  }

  /** The root of the mean square. */
  double magnitude() {
    return Math.sqrt(values().map(v -> v * v).average().orElse(0));
  }

  /** The fraction bits when it is compared with or added to whole numbers. */
  int settledFrac() {
    if (settledFrac < 0) settledFrac = values().mapToInt(formats::fracOf).max().orElse(0);
    return settledFrac;
  }

  /** The fraction bits with which every element is exact; fewer where the largest would have more than {@code mostBits} bits. */
  int exactFrac(int mostBits) {
    double largest = values().map(Math::abs).max().orElse(0);
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
    return values().allMatch(v -> v > 0);
  }

  boolean isWhole() {
    return values().allMatch(v -> v == Math.rint(v));
  }

  Quantized at(int frac) {
    return quantized.computeIfAbsent(new Key(frac, false), this::quantize);
  }

  /** Of each element the reciprocal. */
  Quantized reciprocals() {
    return quantized.computeIfAbsent(new Key(reciprocalFrac, true), this::quantize);
  }

  private Quantized quantize(Key key) {
    var range = integers(key).summaryStatistics();
    var bounds = distinct == 0 ? Interval.point(0) : new Interval(range.getMin(), range.getMax());
    var type = new QType(Math.max(2, bounds.magnitudeBits() + 1), key.frac);
    int bytes = type.width() <= Integer.SIZE ? Integer.BYTES : Long.BYTES;
    return new Quantized(this, type, bounds, Blob.ofLongs(bytes, integers(key), distinct), key.reciprocal);
  }

  private LongStream integers(Key key) {
    return values().mapToLong(v -> Formats.quantize(key.reciprocal ? 1 / v : v, key.frac));
  }

  /**
   * The data as integers of one format.
   *
   * @param blob row-major, of {@link #element} each; one where all are the same
   */
  record Quantized(WeightData source, QType type, Interval bounds, Blob blob, boolean isReciprocal) {
    IntegerType element() {
      return type.width() <= Integer.SIZE ? IntegerType.I32 : IntegerType.I64;
    }

    /** Whether all elements are the same. */
    boolean isSplat() {
      return source.distinct == 1;
    }

    long at(long i) {
      return blob.longAt(element(), isSplat() ? 0 : i);
    }

    /** How far an element is off at most. */
    double error() {
      return IntStream.range(0, source.distinct)
          .mapToDouble(i -> Math.abs(Math.scalb((double) at(i), -type.frac()) - (isReciprocal ? 1 / source.value(i) : source.value(i)))).max().orElse(0);
    }

    /** The most factors of two in any element but zero. */
    int mostTrailingZeros() {
      return IntStream.range(0, source.distinct).mapToLong(this::at).filter(n -> n != 0).mapToInt(Long::numberOfTrailingZeros).max().orElse(Long.SIZE);
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

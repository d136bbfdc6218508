package zkopt.analysis;

import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;
import zkopt.dialect.arith.BinaryOp;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerType;
import zkopt.ir.Type;

/**
 * The integers from {@code min} to {@code max}, both included, read as signed; of {@code i1} they are 0 and 1.
 *
 * @param growth how often the range has grown in the course of an analysis, which stops at all values of the type
 */
public record IntegerRange(long min, long max, int growth) {
  private static final int MAX_GROWTH = 8;

  public IntegerRange(long min, long max) {
    this(min, max, 0);
  }

  public static IntegerRange of(long value) {
    return new IntegerRange(value, value);
  }

  /** Whether values of a type are integers of at most 64 bits. */
  public static boolean isInteger(Type type) {
    return type instanceof IndexType || type instanceof IntegerType i && i.width() > 0 && i.width() <= 64;
  }

  /** All values of an integer type. */
  public static IntegerRange all(Type type) {
    int width = width(type);
    return width == 1 ? new IntegerRange(0, 1) : new IntegerRange(Long.MIN_VALUE >> (64 - width), Long.MAX_VALUE >> (64 - width));
  }

  static int width(Type type) {
    return type instanceof IntegerType i ? i.width() : 64;
  }

  public boolean isConstant() {
    return min == max;
  }

  public boolean contains(IntegerRange other) {
    return min <= other.min && other.max <= max;
  }

  /** The values of both; {@code all} when it has grown often enough. */
  IntegerRange join(IntegerRange other, IntegerRange all) {
    if (contains(other)) return this;
    if (growth >= MAX_GROWTH) return all;
    return new IntegerRange(Math.min(min, other.min), Math.max(max, other.max), growth + 1);
  }

  /** The range between the results at the corners, for an operation that is monotone in each operand; {@code all} on overflow. */
  private static IntegerRange corners(IntegerRange a, IntegerRange b, LongBinaryOperator op, IntegerRange all) {
    try {
      long[] results = LongStream.of(a.min, a.max).flatMap(x -> LongStream.of(b.min, b.max).map(y -> op.applyAsLong(x, y))).toArray();
      var range = new IntegerRange(LongStream.of(results).min().getAsLong(), LongStream.of(results).max().getAsLong());
      return all.contains(range) ? range : all;
    } catch (ArithmeticException _) {
      return all;
    }
  }

  /** What an operation of arith makes of two ranges of one type. */
  public static IntegerRange apply(BinaryOp.Kind kind, IntegerRange a, IntegerRange b, Type type) {
    IntegerRange all = all(type);
    boolean natural = a.min >= 0 && b.min >= 0;
    return switch (kind) {
      case ADDI -> corners(a, b, Math::addExact, all);
      case SUBI -> corners(a, b, Math::subtractExact, all);
      case MULI -> corners(a, b, Math::multiplyExact, all);
      case MAXSI -> new IntegerRange(Math.max(a.min, b.min), Math.max(a.max, b.max));
      case MINSI -> new IntegerRange(Math.min(a.min, b.min), Math.min(a.max, b.max));
      case MAXUI -> natural ? apply(BinaryOp.Kind.MAXSI, a, b, type) : all;
      case MINUI -> natural ? apply(BinaryOp.Kind.MINSI, a, b, type) : all;
      // by positive divisors; unsigned division is signed division of what is not negative
      case DIVSI -> b.min > 0 ? corners(a, b, (x, y) -> x / y, all) : all;
      case FLOORDIVSI -> b.min > 0 ? corners(a, b, Math::floorDiv, all) : all;
      case CEILDIVSI -> b.min > 0 ? corners(a, b, Math::ceilDiv, all) : all;
      case DIVUI -> a.min >= 0 && b.min > 0 ? corners(a, b, (x, y) -> x / y, all) : all;
      case CEILDIVUI -> a.min >= 0 && b.min > 0 ? corners(a, b, Math::ceilDiv, all) : all;
      case REMSI -> b.min > 0 ? remainder(a, b) : all;
      case REMUI -> a.min >= 0 && b.min > 0 ? remainder(a, b) : all;
      case ANDI -> a.min >= 0 || b.min >= 0 ? new IntegerRange(0, natural ? Math.min(a.max, b.max) : a.min >= 0 ? a.max : b.max) : all;
      case ORI -> natural ? new IntegerRange(Math.max(a.min, b.min), ones(a.max | b.max)) : all;
      case XORI -> natural ? new IntegerRange(0, ones(a.max | b.max)) : all;
      case SHLI -> b.isConstant() && b.min >= 0 && b.min < 63 ? corners(a, of(1L << b.min), Math::multiplyExact, all) : all;
      case SHRSI -> inWidth(b, type) ? corners(a, b, (x, y) -> x >> y, all) : all;
      case SHRUI -> a.min >= 0 && inWidth(b, type) ? corners(a, b, (x, y) -> x >> y, all) : all;
      default -> all;
    };
  }

  private static boolean inWidth(IntegerRange shift, Type type) {
    return shift.min >= 0 && shift.max < width(type);
  }

  /** The least number of the form 2^k - 1 that is not below {@code value}. */
  private static long ones(long value) {
    return value == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(value);
  }

  /** The remainder has the sign of the dividend and is no further from zero; what is smaller than the divisor stays. */
  private static IntegerRange remainder(IntegerRange a, IntegerRange b) {
    if (a.min >= 0 && a.max < b.min) return new IntegerRange(a.min, a.max);
    return new IntegerRange(a.min >= 0 ? 0 : Math.max(a.min, 1 - b.max), a.max <= 0 ? 0 : Math.min(a.max, b.max - 1));
  }
}

package zkopt.dialect.arith;

import java.math.BigInteger;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;
import zkopt.ir.WideIntegerAttr;

/** The numbers that constants of integers are, of every width, read as signed ones, {@code true} as -1. An index has 64 bits. */
public final class Integers {
  private Integers() {}

  /** The number of bits in which a type's values are computed. */
  public static int width(Type type) {
    return type instanceof IntegerType i ? i.width() : Long.SIZE;
  }

  /** The number of a scalar constant; null for one that is no integer. */
  public static BigInteger signed(TypedAttr constant) {
    return switch (constant) {
      case IntegerAttr(long value, Type type) -> BigInteger.valueOf(width(type) == 1 ? -value : value);
      case WideIntegerAttr(BigInteger value, _) -> value;
      case null, default -> null;
    };
  }

  /** The constant of a number, which is wrapped to the type. */
  public static TypedAttr constant(BigInteger value, Type type) {
    return type instanceof IntegerType i && i.width() > Long.SIZE ? new WideIntegerAttr(value, i) : IntegerAttr.of(value.longValue(), type);
  }

  /** The same bits read as an unsigned number. */
  static BigInteger unsigned(BigInteger value, Type type) {
    return value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(width(type))) : value;
  }

  /** The order of the same bits, of equally many, read as unsigned numbers. */
  static int compareUnsigned(BigInteger a, BigInteger b) {
    int byHighestBit = Boolean.compare(a.signum() < 0, b.signum() < 0);
    return byHighestBit != 0 ? byHighestBit : a.compareTo(b);
  }

  /** The least signed number; the greatest one is its complement. */
  static BigInteger least(Type type) {
    return BigInteger.ONE.shiftLeft(width(type) - 1).negate();
  }
}

package zkopt.dialect.arith;

import java.math.BigInteger;
import zkopt.ir.Type;

/** Integer operations on {@linkplain Integers signed numbers} of a type. */
final class IntegerArithmetic {
  private IntegerArithmetic() {}

  /** The value before wrapping; null where the operation is undefined, or mlir-opt leaves it. */
  static BigInteger evaluate(BinaryOp.Kind kind, BigInteger x, BigInteger y, Type type) {
    return switch (kind) {
      case ADDI -> x.add(y);
      case SUBI -> x.subtract(y);
      case MULI -> x.multiply(y);
      case ANDI -> x.and(y);
      case ORI -> x.or(y);
      case XORI -> x.xor(y);
      case MAXSI -> x.max(y);
      case MINSI -> x.min(y);
      case MAXUI -> Integers.compareUnsigned(x, y) >= 0 ? x : y;
      case MINUI -> Integers.compareUnsigned(x, y) <= 0 ? x : y;
      case SHLI, SHRSI, SHRUI -> shift(kind, x, Integers.unsigned(y, type), type);
      case DIVSI, REMSI, FLOORDIVSI, CEILDIVSI -> y.signum() == 0 ? null : divideSigned(kind, x, y, Integers.least(type));
      case DIVUI, REMUI, CEILDIVUI -> y.signum() == 0 ? null : divideUnsigned(kind, Integers.unsigned(x, type), Integers.unsigned(y, type));
      default -> throw new IllegalArgumentException(kind + " is not an integer operation");
    };
  }

  /** All bits are shifted out by an amount that is not less than the width. */
  private static BigInteger shift(BinaryOp.Kind kind, BigInteger x, BigInteger amount, Type type) {
    int width = Integers.width(type);
    int bits = amount.bitLength() < Integer.SIZE ? Math.min(amount.intValue(), width) : width;
    return switch (kind) {
      case SHLI -> x.shiftLeft(bits);
      case SHRSI -> x.shiftRight(bits);
      default -> Integers.unsigned(x, type).shiftRight(bits);
    };
  }

  private static BigInteger divideSigned(BinaryOp.Kind kind, BigInteger x, BigInteger y, BigInteger least) {
    if (kind == BinaryOp.Kind.REMSI) return x.remainder(y);
    boolean overflows = x.equals(least) && y.equals(BigInteger.ONE.negate());
    if (overflows) return null;
    boolean isLeft = kind == BinaryOp.Kind.CEILDIVSI && x.signum() != 0 && (x.equals(least) || y.equals(least));
    return switch (kind) {
      case DIVSI -> x.divide(y);
      case FLOORDIVSI -> floorDivide(x, y);
      default -> isLeft ? null : ceilDivide(x, y);
    };
  }

  private static BigInteger divideUnsigned(BinaryOp.Kind kind, BigInteger x, BigInteger y) {
    return switch (kind) {
      case DIVUI -> x.divide(y);
      case REMUI -> x.remainder(y);
      default -> ceilDivide(x, y);
    };
  }

  private static BigInteger floorDivide(BigInteger x, BigInteger y) {
    BigInteger[] parts = x.divideAndRemainder(y);
    boolean isBetween = parts[1].signum() != 0 && parts[1].signum() != y.signum();
    return isBetween ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static BigInteger ceilDivide(BigInteger x, BigInteger y) {
    return floorDivide(x.negate(), y).negate();
  }
}

package zkopt.ir;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The formats of more than 64 bits: {@code f80} (with its integer bit written out) and {@code f128}; exponents of 15 bits. */
public final class WideFloats {
  private static final int BIAS = 16383;
  private static final int MAX_EXPONENT = 2 * BIAS + 1;

  private WideFloats() {}

  /** Bits of the significand, the integer bit included. */
  public static int precision(FloatType type) {
    return type == FloatType.F80 ? 64 : 113;
  }

  /** The bits of the significand that are stored. */
  private static int storedBits(FloatType type) {
    return type == FloatType.F80 ? 64 : 112;
  }

  /** The bits of a double, which both formats hold exactly. */
  public static BigInteger bits(double value, FloatType type) {
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    if (value == 0) return assemble(negative, 0, BigInteger.ZERO, type);
    BigInteger one = BigInteger.ONE.shiftLeft(precision(type) - 1);
    if (Double.isInfinite(value)) return assemble(negative, MAX_EXPONENT, one, type);
    if (Double.isNaN(value)) return assemble(negative, MAX_EXPONENT, one.or(one.shiftRight(1)), type);
    int exponent = Math.getExponent(value * 0x1p100) - 100;
    BigInteger significand = new BigDecimal(Math.abs(value)).multiply(power(precision(type) - 1 - exponent)).toBigIntegerExact();
    int excess = significand.bitLength() - precision(type);
    return assemble(negative, exponent + excess + BIAS, significand.shiftRight(excess), type);
  }

  private static BigInteger assemble(boolean negative, int exponent, BigInteger significand, FloatType type) {
    BigInteger stored = significand.mod(BigInteger.ONE.shiftLeft(storedBits(type)));
    BigInteger high = BigInteger.valueOf((negative ? MAX_EXPONENT + 1 : 0) + exponent);
    return high.shiftLeft(storedBits(type)).or(stored);
  }

  public static boolean isNegative(BigInteger bits, FloatType type) {
    return bits.testBit(type.width() - 1);
  }

  /** The exact magnitude, or null for infinities and NaN. */
  public static BigDecimal magnitude(BigInteger bits, FloatType type) {
    int stored = storedBits(type);
    int exponent = bits.shiftRight(stored).intValue() & MAX_EXPONENT;
    BigInteger significand = bits.mod(BigInteger.ONE.shiftLeft(stored));
    boolean hidden = exponent > 0 && type == FloatType.F128;
    boolean isNumber = exponent < MAX_EXPONENT && (exponent == 0 || hidden || significand.testBit(stored - 1));
    if (!isNumber) return null;
    if (hidden) significand = significand.setBit(stored);
    if (significand.signum() == 0) return BigDecimal.ZERO;
    // odd, so that the digits are no more than they need be
    int shift = significand.getLowestSetBit();
    return new BigDecimal(significand.shiftRight(shift)).multiply(power(shift + Math.max(exponent, 1) - BIAS - (precision(type) - 1)));
  }

  /** Whether a positive {@code decimal}, rounded to nearest, ties to even, is {@code magnitude}. */
  public static boolean reads(BigDecimal decimal, BigDecimal magnitude, FloatType type) {
    int exponent = Math.max(floorLog2(decimal), 1 - BIAS);
    BigDecimal scaled = decimal.multiply(power(precision(type) - 1 - exponent));
    BigDecimal rounded = scaled.setScale(0, RoundingMode.HALF_EVEN);
    return rounded.multiply(power(exponent - precision(type) + 1)).compareTo(magnitude) == 0;
  }

  private static int floorLog2(BigDecimal value) {
    BigInteger whole = value.toBigInteger();
    if (whole.signum() > 0) return whole.bitLength() - 1;
    int shift = BIAS + 200;
    return value.multiply(power(shift)).toBigInteger().bitLength() - 1 - shift;
  }

  private static BigDecimal power(int exponent) {
    BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(exponent)));
    // 2^-n has n digits behind the point
    return exponent >= 0 ? power : new BigDecimal(BigInteger.valueOf(5).pow(-exponent), -exponent);
  }
}

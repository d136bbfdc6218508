package zkopt.ir;

import java.util.stream.LongStream;

/** The floating-point types that text may name; arithmetic on constants is done in double. */
public enum FloatType implements Type {
  F16("f16", 16), BF16("bf16", 16), TF32("tf32", 19), F32("f32", 32), F64("f64", 64), F80("f80", 80), F128("f128", 128),
  F8E5M2("f8E5M2", 8), F8E4M3("f8E4M3", 8), F8E4M3FN("f8E4M3FN", 8), F8E5M2FNUZ("f8E5M2FNUZ", 8),
  F8E4M3FNUZ("f8E4M3FNUZ", 8), F8E4M3B11FNUZ("f8E4M3B11FNUZ", 8), F8E8M0FNU("f8E8M0FNU", 8), F4E2M1FN("f4E2M1FN", 4);

  private final String text;
  private final int width;

  FloatType(String text, int width) {
    this.text = text;
    this.width = width;
  }

  public int width() {
    return width;
  }

  /** Whether the type has values that no double holds; its constants are {@link WideFloatAttr}s. */
  public boolean isWide() {
    return this == F80 || this == F128;
  }

  /** The bits of a significand, the leading one included. */
  public int significantBits() {
    return switch (this) {
      case F16, TF32 -> 11;
      case BF16 -> 8;
      case F32 -> 24;
      case F64 -> 53;
      case F80 -> 64;
      case F128 -> 113;
      default -> ShortFloats.significantBits(this);
    };
  }

  /** The bits of {@code value} rounded to this type, to nearest, ties to even. @throws IllegalArgumentException for wide types */
  public long bits(double value) {
    return switch (this) {
      case F64 -> Double.doubleToRawLongBits(value);
      case F32 -> Float.floatToRawIntBits((float) value) & 0xffff_ffffL;
      case F16 -> Float.floatToFloat16((float) value) & 0xffffL;
      case BF16 -> withoutLowBits((float) value, 16);
      case TF32 -> withoutLowBits((float) value, 13);
      case F80, F128 -> throw new IllegalArgumentException("no double holds all of " + this);
      default -> ShortFloats.bits(this, value);
    };
  }

  /** The value of {@code bits}. @throws IllegalArgumentException for wide types */
  public double value(long bits) {
    return switch (this) {
      case F64 -> Double.longBitsToDouble(bits);
      case F32 -> Float.intBitsToFloat((int) bits);
      case F16 -> Float.float16ToFloat((short) bits);
      case BF16 -> Float.intBitsToFloat((int) bits << 16);
      case TF32 -> Float.intBitsToFloat((int) bits << 13);
      case F80, F128 -> throw new IllegalArgumentException("no double holds all of " + this);
      default -> ShortFloats.value(this, bits);
    };
  }

  /** The values of a format of up to 8 bits that are finite and not negative, ascending. */
  public double[] magnitudes() {
    long codes = this == F8E8M0FNU ? 1 << width : 1 << width - 1;
    return LongStream.range(0, codes).mapToDouble(this::value).filter(Double::isFinite).toArray();
  }

  /** {@code value} rounded to this type. */
  public double round(double value) {
    return switch (this) {
      case F64, F80, F128 -> value;
      default -> value(bits(value));
    };
  }

  /** The bits of {@code value} but for the low {@code n}: to nearest, ties to even; a NaN stays one. */
  private static long withoutLowBits(float value, int n) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) return (bits | 1 << 22) >>> n;
    return (bits + (1 << n - 1) - 1 + (bits >>> n & 1)) >>> n;
  }

  @Override
  public String toString() {
    return text;
  }
}

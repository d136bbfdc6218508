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

  /** Whether constants of this type can be held: not of the wide ones, nor of tf32. */
  public boolean hasConstants() {
    return this != TF32 && this != F80 && this != F128;
  }

  /** The bits of {@code value} rounded to this type, to nearest, ties to even. @throws IllegalArgumentException for types without constants */
  public long bits(double value) {
    return switch (this) {
      case F64 -> Double.doubleToRawLongBits(value);
      case F32 -> Float.floatToRawIntBits((float) value) & 0xffff_ffffL;
      case F16 -> Float.floatToFloat16((float) value) & 0xffffL;
      case BF16 -> roundToBf16((float) value);
      case TF32, F80, F128 -> throw new IllegalArgumentException("no constants of type " + this);
      default -> ShortFloats.bits(this, value);
    };
  }

  /** The value of {@code bits}. @throws IllegalArgumentException for types without constants */
  public double value(long bits) {
    return switch (this) {
      case F64 -> Double.longBitsToDouble(bits);
      case F32 -> Float.intBitsToFloat((int) bits);
      case F16 -> Float.float16ToFloat((short) bits);
      case BF16 -> Float.intBitsToFloat((int) bits << 16);
      case TF32, F80, F128 -> throw new IllegalArgumentException("no constants of type " + this);
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
      case F64, TF32, F80, F128 -> value;
      default -> value(bits(value));
    };
  }

  /** To nearest, ties to even; a NaN stays one. */
  private static long roundToBf16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) return (bits >>> 16 | 0x40) & 0xffffL;
    return (bits + 0x7fff + (bits >>> 16 & 1)) >>> 16;
  }

  @Override
  public String toString() {
    return text;
  }
}

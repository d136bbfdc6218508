package zkopt.ir;

/** The floating-point types that text may name; arithmetic on constants is done in double. */
public enum FloatType implements Type {
  F16("f16", 16), BF16("bf16", 16), TF32("tf32", 19), F32("f32", 32), F64("f64", 64), F80("f80", 80), F128("f128", 128),
  F8E5M2("f8E5M2", 8), F8E4M3("f8E4M3", 8), F8E4M3FN("f8E4M3FN", 8), F8E5M2FNUZ("f8E5M2FNUZ", 8),
  F8E4M3FNUZ("f8E4M3FNUZ", 8), F8E4M3B11FNUZ("f8E4M3B11FNUZ", 8);

  private final String text;
  private final int width;

  FloatType(String text, int width) {
    this.text = text;
    this.width = width;
  }

  public int width() {
    return width;
  }

  /** The bits of {@code value} rounded to this type; for the IEEE types of up to 64 bits and {@code bf16}. */
  public long bits(double value) {
    return switch (this) {
      case F64 -> Double.doubleToRawLongBits(value);
      case F32 -> Float.floatToRawIntBits((float) value) & 0xffff_ffffL;
      case F16 -> Float.floatToFloat16((float) value) & 0xffffL;
      case BF16 -> roundToBf16((float) value);
      default -> throw new IllegalArgumentException("no constants of type " + this);
    };
  }

  /** {@code value} rounded to this type. */
  public double round(double value) {
    return switch (this) {
      case F32 -> (float) value;
      case F16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
      case BF16 -> Float.intBitsToFloat((int) roundToBf16((float) value) << 16);
      default -> value;
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

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

  @Override
  public String toString() {
    return text;
  }
}

package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** {@code 1.000000e+00 : f32}. The value is already rounded to {@code type}. Equality is by bits. */
public record FloatAttr(double value, FloatType type) implements TypedAttr {
  public FloatAttr {
    value = type.round(value);
  }

  public static FloatAttr f32(double value) {
    return new FloatAttr(value, FloatType.F32);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

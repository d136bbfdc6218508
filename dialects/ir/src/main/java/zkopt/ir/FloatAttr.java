package zkopt.ir;

import java.util.Objects;
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
  public boolean equals(Object other) {
    return other instanceof FloatAttr a && type == a.type && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(a.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Double.doubleToRawLongBits(value), type);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

package zkopt.ir;

import java.util.List;

/** A type with a shape and an element type. */
public interface ShapedType extends Type {
  /** Marks a dimension whose size is not known statically; printed {@code ?}. */
  long DYNAMIC = Long.MIN_VALUE;

  List<Long> shape();

  Type elementType();

  /** The same type with other dimensions and element type. */
  ShapedType with(List<Long> shape, Type elementType);

  default int rank() {
    return shape().size();
  }

  default long dim(int i) {
    return shape().get(i);
  }

  default boolean hasStaticShape() {
    return shape().stream().noneMatch(d -> d == DYNAMIC);
  }

  /** Whether the shape is static and {@link #numElements} is a number of 64 bits. */
  default boolean isCountable() {
    long count = 1;
    for (long d : shape()) {
      if (d == DYNAMIC || Math.multiplyHigh(count, d) != 0 || count * d < 0) return false;
      count *= d;
    }
    return true;
  }

  /** The number of elements. @throws IllegalStateException for a dynamic shape */
  default long numElements() {
    if (!hasStaticShape()) throw new IllegalStateException("dynamic shape: " + this);
    return shape().stream().reduce(1L, Math::multiplyExact);
  }

  /** {@code 4x?x} for (4, ?). */
  static String shapeText(List<Long> shape) {
    var text = new StringBuilder();
    for (long d : shape) text.append(d == DYNAMIC ? "?" : Long.toString(d)).append('x');
    return text.toString();
  }
}

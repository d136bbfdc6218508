package zkopt.ir;

/** Constant data of a shaped type, row-major. */
public interface ElementsAttr extends TypedAttr {
  @Override
  ShapedType type();

  /** Element {@code i} in row-major order, as a double. */
  double doubleAt(long i);

  /** Element {@code i} of integer data, sign-extended (unsigned types: zero-extended). */
  long longAt(long i);

  /** Whether every element is the same, so that element 0 tells all. */
  boolean isSplat();

  default long count() {
    return type().numElements();
  }

  default float[] toFloats() {
    float[] values = new float[Math.toIntExact(count())];
    for (int i = 0; i < values.length; i++) values[i] = (float) doubleAt(i);
    return values;
  }

  default long[] toLongs() {
    long[] values = new long[Math.toIntExact(count())];
    for (int i = 0; i < values.length; i++) values[i] = longAt(i);
    return values;
  }
}

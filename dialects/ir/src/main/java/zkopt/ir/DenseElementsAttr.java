package zkopt.ir;

import java.util.List;
import zkopt.ir.text.AttributePrinter;

/**
 * {@code dense<[1.0, 2.0]> : tensor<2xf32>}: constant data written in the text.
 *
 * @param data one element when {@code isSplat}, else all, row-major; data whose elements are all the same bytes becomes a splat
 */
public record DenseElementsAttr(ShapedType type, Blob data, boolean isSplat) implements ElementsAttr {
  public DenseElementsAttr {
    long elements = isSplat ? 1 : type.numElements();
    if (data.size() != elements * Blob.byteWidth(type.elementType())) {
      throw new IllegalArgumentException(data.size() + " bytes of data for " + elements + " elements of " + type);
    }
    int width = Blob.byteWidth(type.elementType());
    if (!isSplat && data.isPeriodic(width)) {
      data = data.slice(0, width);
      isSplat = true;
    }
  }

  /** Integers of a static shape, row-major. */
  public static DenseElementsAttr ofLongs(ShapedType type, List<Long> values) {
    long[] longs = values.stream().mapToLong(Long::longValue).toArray();
    return new DenseElementsAttr(type, Blob.ofLongs(Blob.byteWidth(type.elementType()), longs), false);
  }

  @Override
  public double doubleAt(long i) {
    return data.doubleAt(type.elementType(), isSplat ? 0 : i);
  }

  @Override
  public long longAt(long i) {
    return data.longAt(type.elementType(), isSplat ? 0 : i);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

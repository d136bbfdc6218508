package zkopt.ir;

import java.util.Arrays;
import java.util.List;
import zkopt.ir.text.AttributePrinter;

/** {@code array<i64: 1, 2>}; elements are held as doubles only for float types, as longs otherwise. */
public record DenseArrayAttr(Type elementType, List<Number> values) implements Attribute {
  public DenseArrayAttr {
    boolean isFloat = elementType instanceof FloatType;
    values = values.stream().<Number>map(v -> isFloat ? (Number) v.doubleValue() : (Number) v.longValue()).toList();
  }

  public static DenseArrayAttr i64(long... values) {
    return new DenseArrayAttr(IntegerType.I64, Arrays.stream(values).<Number>mapToObj(v -> v).toList());
  }

  public static DenseArrayAttr i32(long... values) {
    return new DenseArrayAttr(IntegerType.I32, Arrays.stream(values).<Number>mapToObj(v -> v).toList());
  }

  public long[] longs() {
    long[] longs = new long[values.size()];
    for (int i = 0; i < longs.length; i++) longs[i] = values.get(i).longValue();
    return longs;
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

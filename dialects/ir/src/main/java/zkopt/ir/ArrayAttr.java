package zkopt.ir;

import java.util.Arrays;
import java.util.List;
import zkopt.ir.text.AttributePrinter;

/** {@code [a, b]}. */
public record ArrayAttr(List<Attribute> values) implements Attribute {
  public ArrayAttr {
    values = List.copyOf(values);
  }

  /** An array of {@code i64} (or {@code si64}) integers. */
  public static ArrayAttr ofIntegers(IntegerType type, long... values) {
    return new ArrayAttr(Arrays.stream(values).<Attribute>mapToObj(v -> IntegerAttr.of(v, type)).toList());
  }

  /** Whether all values are integers of {@code type}. */
  public boolean isOf(IntegerType type) {
    return values.stream().allMatch(a -> a instanceof IntegerAttr i && i.type().equals(type));
  }

  /** The values of an array of integer attributes. */
  public long[] longs() {
    return values.stream().mapToLong(a -> ((IntegerAttr) a).value()).toArray();
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

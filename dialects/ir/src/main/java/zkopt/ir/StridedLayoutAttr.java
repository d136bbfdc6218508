package zkopt.ir;

import java.util.List;
import java.util.stream.Collectors;

/** {@code strided<[4, 1], offset: ?>}; {@link ShapedType#DYNAMIC} is {@code ?}. */
public record StridedLayoutAttr(List<Long> strides, long offset) implements Attribute {
  public StridedLayoutAttr {
    strides = List.copyOf(strides);
  }

  @Override
  public String toString() {
    return "strided<" + strides.stream().map(StridedLayoutAttr::text).collect(Collectors.joining(", ", "[", "]"))
        + (offset == 0 ? "" : ", offset: " + text(offset)) + ">";
  }

  private static String text(long value) {
    return value == ShapedType.DYNAMIC ? "?" : Long.toString(value);
  }
}

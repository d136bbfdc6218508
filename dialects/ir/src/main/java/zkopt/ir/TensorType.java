package zkopt.ir;

import java.util.List;

/** {@code tensor<1x28x?xf32, encoding>}; {@code encoding} may be null. */
public record TensorType(List<Long> shape, Type elementType, Attribute encoding) implements ShapedType {
  public TensorType {
    shape = List.copyOf(shape);
  }

  public static TensorType of(List<Long> shape, Type elementType) {
    return new TensorType(shape, elementType, null);
  }

  @Override
  public TensorType with(List<Long> shape, Type elementType) {
    return new TensorType(shape, elementType, encoding);
  }

  @Override
  public String toString() {
    return "tensor<" + ShapedType.shapeText(shape) + elementType + (encoding == null ? "" : ", " + encoding) + ">";
  }
}

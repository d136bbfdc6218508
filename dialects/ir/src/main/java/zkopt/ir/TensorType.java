package zkopt.ir;

import java.util.List;
import zkopt.ir.text.AttributePrinter;

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
    return AttributePrinter.PLAIN.type(this);
  }
}

package zkopt.ir;

import java.util.List;
import zkopt.ir.text.AttributePrinter;

/** {@code vector<4x[8]xf32>}; {@code scalable} tells which dimensions stand in brackets. */
public record VectorType(List<Long> shape, Type elementType, List<Boolean> scalable) implements ShapedType {
  public VectorType {
    shape = List.copyOf(shape);
    scalable = List.copyOf(scalable);
  }

  @Override
  public VectorType with(List<Long> shape, Type elementType) {
    return new VectorType(shape, elementType, scalable);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.type(this);
  }
}

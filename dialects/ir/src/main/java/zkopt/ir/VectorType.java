package zkopt.ir;

import java.util.List;

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
    var text = new StringBuilder("vector<");
    for (int i = 0; i < shape.size(); i++) text.append(scalable.get(i) ? "[" + shape.get(i) + "]" : shape.get(i)).append('x');
    return text.append(elementType).append('>').toString();
  }
}

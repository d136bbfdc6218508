package zkopt.ir;

/** {@code complex<f32>}. */
public record ComplexType(Type elementType) implements Type {
  @Override
  public String toString() {
    return "complex<" + elementType + ">";
  }
}

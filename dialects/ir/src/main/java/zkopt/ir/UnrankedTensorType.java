package zkopt.ir;

/** {@code tensor<*xf32>}: a tensor whose rank is not known. */
public record UnrankedTensorType(Type elementType) implements Type {
  @Override
  public String toString() {
    return "tensor<*x" + elementType + ">";
  }
}

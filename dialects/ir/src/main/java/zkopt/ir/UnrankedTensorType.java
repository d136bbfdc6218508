package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** {@code tensor<*xf32>}: a tensor whose rank is not known. */
public record UnrankedTensorType(Type elementType) implements Type {
  @Override
  public String toString() {
    return AttributePrinter.PLAIN.type(this);
  }
}

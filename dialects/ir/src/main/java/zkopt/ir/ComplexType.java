package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** {@code complex<f32>}. */
public record ComplexType(Type elementType) implements Type {
  @Override
  public String toString() {
    return AttributePrinter.PLAIN.type(this);
  }
}

package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/**
 * {@code dense_resource<key> : tensor<..>}: constant data held outside the text. The printer writes the data of all resources of
 * a module in its trailing {@code dialect_resources} section unless told to elide it; {@code data} is null when the text elided it.
 */
public record DenseResourceAttr(String key, ShapedType type, Blob data) implements ElementsAttr {
  @Override
  public double doubleAt(long i) {
    return present().doubleAt(type.elementType(), i);
  }

  @Override
  public long longAt(long i) {
    return present().longAt(type.elementType(), i);
  }

  @Override
  public boolean isSplat() {
    return type.hasStaticShape() && type.numElements() == 1;
  }

  private Blob present() {
    if (data == null) throw new CompileException("the data of resource '" + key + "' was elided from the text; print the module with its resources");
    return data;
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

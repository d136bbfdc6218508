package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/**
 * {@code sparse<[[0, 0], [1, 2]], [1, 5]> : tensor<3x4xi32>}: what is not named is zero.
 *
 * @param indices places, one a row, as a tensor of {@code i64}
 * @param values dense data of as many elements as there are places
 */
public record SparseElementsAttr(ShapedType type, DenseElementsAttr indices, TypedAttr values) implements TypedAttr {

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

package zkopt.ir;

import zkopt.ir.affine.AffineMap;

/** {@code affine_map<(d0) -> (d0)>}. */
public record AffineMapAttr(AffineMap value) implements Attribute {
  @Override
  public String toString() {
    return "affine_map<" + value + ">";
  }
}

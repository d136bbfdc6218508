package zkopt.ir;

import zkopt.ir.affine.IntegerSet;

/** {@code affine_set<(d0) : (d0 >= 0)>}. */
public record IntegerSetAttr(IntegerSet value) implements Attribute {
  @Override
  public String toString() {
    return "affine_set<" + value + ">";
  }
}

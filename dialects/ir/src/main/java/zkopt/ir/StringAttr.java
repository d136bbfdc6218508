package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** {@code "text"}. */
public record StringAttr(String value) implements Attribute {
  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** A type as an attribute. */
public record TypeAttr(Type value) implements Attribute {
  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** {@code "text" : !dialect.type}. */
public record TypedStringAttr(String value, Type type) implements TypedAttr {

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

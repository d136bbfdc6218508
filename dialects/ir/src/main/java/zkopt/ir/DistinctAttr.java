package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** {@code distinct[0]<value>}: equal to itself only, whatever it holds. */
public final class DistinctAttr implements Attribute {
  private final long number;
  private final Attribute value;

  /** @param number as in the text that it came from; a whole module is printed with numbers of its own */
  public DistinctAttr(long number, Attribute value) {
    this.number = number;
    this.value = value;
  }

  public long number() {
    return number;
  }

  public Attribute value() {
    return value;
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}

package zkopt.ir;

/** A type as an attribute. */
public record TypeAttr(Type value) implements Attribute {
  @Override
  public String toString() {
    return value.toString();
  }
}

package zkopt.ir;

/** {@code loc(...)} as an attribute. */
public record LocationAttr(Location value) implements Attribute {
  @Override
  public String toString() {
    return "loc(" + value + ")";
  }
}

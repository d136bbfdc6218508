package zkopt.ir;

/** {@code "text"}. */
public record StringAttr(String value) implements Attribute {
  @Override
  public String toString() {
    return AsmText.quote(value);
  }
}

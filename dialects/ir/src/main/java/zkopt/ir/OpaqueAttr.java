package zkopt.ir;

/** An attribute of a dialect that is not registered, kept as text. */
public record OpaqueAttr(String dialect, String body) implements DialectAttribute {
  @Override
  public String toString() {
    return "#" + AsmText.dialectSymbol(dialect, body);
  }
}

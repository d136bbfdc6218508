package zkopt.ir;

/** A type of a dialect that is not registered, kept as text. */
public record OpaqueType(String dialect, String body) implements DialectType {
  @Override
  public String toString() {
    return "!" + AsmText.dialectSymbol(dialect, body);
  }
}

package zkopt.ir;

import java.util.List;

/** A namespace of operations, types and attributes. Found by {@link java.util.ServiceLoader}. */
public interface Dialect {
  /** The prefix of its names, {@code arith}. */
  String namespace();

  List<OpSpec> operations();

  /**
   * A type or attribute, for the reference.
   *
   * @param syntax its text, e.g. {@code !fixed.q<width, frac>}
   */
  record Syntax(String syntax, String summary) {}

  /** What the dialect is for, in a sentence. */
  default String summary() {
    return "";
  }

  /** The types of {@link #parseType}. */
  default List<Syntax> types() {
    return List.of();
  }

  /** The attributes of {@link #parseAttribute}. */
  default List<Syntax> attributes() {
    return List.of();
  }

  /** Parses the text after {@code !namespace.}; {@code parser} stands after the mnemonic. Null when there is no such type. */
  default Type parseType(String mnemonic, OpParser parser) {
    return null;
  }

  /** Parses the text after {@code #namespace.}; {@code parser} stands after the mnemonic. Null when there is no such attribute. */
  default Attribute parseAttribute(String mnemonic, OpParser parser) {
    return null;
  }

  /** Makes the operation that yields a constant of this dialect, or null: used to materialise the results of folding. */
  default Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return null;
  }
}

package zkopt.ir;

/** An attribute owned by a dialect; its text is {@code #dialect.body}. */
public interface DialectAttribute extends Attribute {
  String dialect();

  String body();

  /** What the name of this attribute in print begins with, {@code #name}, or null: it is printed in place. */
  default String alias() {
    return null;
  }
}

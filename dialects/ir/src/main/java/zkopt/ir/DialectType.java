package zkopt.ir;

/** A type owned by a dialect; its text is {@code !dialect.body}. */
public interface DialectType extends Type {
  String dialect();

  /** The text after {@code !dialect.}, for example {@code q<24, 12>}. */
  String body();

  /** What the name of this type in print begins with, {@code !name}, or null: it is printed in place. */
  default String alias() {
    return null;
  }
}

package zkopt.ir;

/** A type owned by a dialect; its text is {@code !dialect.body}. */
public interface DialectType extends Type {
  String dialect();

  /** The text after {@code !dialect.}, for example {@code q<24, 12>}. */
  String body();
}

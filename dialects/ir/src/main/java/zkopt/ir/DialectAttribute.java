package zkopt.ir;

/** An attribute owned by a dialect; its text is {@code #dialect.body}. */
public interface DialectAttribute extends Attribute {
  String dialect();

  String body();
}

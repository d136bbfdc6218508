package zkopt.ir;

/** An attribute that has a type. */
public interface TypedAttr extends Attribute {
  Type type();
}

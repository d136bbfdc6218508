package zkopt.ir;

/** {@code none}: the type of an absent value. */
public record NoneType() implements Type {
  public static final NoneType NONE = new NoneType();

  @Override
  public String toString() {
    return "none";
  }
}

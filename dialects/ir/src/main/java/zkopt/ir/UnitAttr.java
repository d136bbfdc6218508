package zkopt.ir;

/** {@code unit}: present or absent. */
public record UnitAttr() implements Attribute {
  public static final UnitAttr UNIT = new UnitAttr();

  @Override
  public String toString() {
    return "unit";
  }
}

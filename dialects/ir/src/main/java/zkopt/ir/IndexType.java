package zkopt.ir;

/** {@code index}: loop counters and subscripts. */
public record IndexType() implements Type {
  public static final IndexType INDEX = new IndexType();

  @Override
  public String toString() {
    return "index";
  }
}

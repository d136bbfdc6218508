package zkopt.dialect.memref;

/** The offsets, sizes and strides of a view or slice. */
public final class MixedLists {
  private MixedLists() {}

  /** What is wrong when there are so many of each; or null. */
  public static String problem(int offsets, int sizes, int strides) {
    if (offsets != sizes) return problem("offsets", offsets, "sizes", sizes);
    return sizes == strides ? null : problem("sizes", sizes, "strides", strides);
  }

  private static String problem(String a, int lengthOfA, String b, int lengthOfB) {
    return "expected mixed " + a + " rank to match mixed " + b + " rank (" + lengthOfA + " vs " + lengthOfB + ") so the rank of the result type is well-formed.";
  }
}

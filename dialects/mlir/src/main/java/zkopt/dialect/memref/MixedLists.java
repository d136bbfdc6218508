package zkopt.dialect.memref;

import java.util.Arrays;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;

/** The offsets, sizes and strides of a view or slice: numbers in attributes, and operands for those that are not known. */
public final class MixedLists {
  private static final String[] NAMES = {"offset", "size", "stride"};

  private MixedLists() {}

  /**
   * What is wrong with the three lists of {@code op}, whose operands are the parts of its spec before the last three, then the lists'; or null.
   *
   * @param rank how many sizes and strides there must be
   * @param oneOffset whether there is one offset, not one for each dimension
   */
  public static String problem(Operation op, int rank, boolean oneOffset) {
    var lists = Arrays.stream(NAMES).map(n -> longs(op, "static_" + n + "s")).toList();
    int offsets = lists.get(0).length;
    int sizes = lists.get(1).length;
    int strides = lists.get(2).length;
    if (!((oneOffset || rank == 1) && offsets == 1) && offsets != sizes) return problem("offsets", offsets, "sizes", sizes);
    if (sizes != strides) return problem("sizes", sizes, "strides", strides);
    int[] segments = op.spec().segmentSizes(op);
    for (int i = 0; i < NAMES.length; i++) {
      String problem = problem(NAMES[i], oneOffset && i == 0 ? 1 : rank, lists.get(i), segments[segments.length - NAMES.length + i]);
      if (problem != null) return problem;
    }
    for (int i = 0; i < 2; i++) {
      for (long value : lists.get(i)) {
        if (value < 0 && value != ShapedType.DYNAMIC) return "expected " + NAMES[i] + "s to be non-negative, but got " + value;
      }
    }
    return null;
  }

  /** What is wrong with one list of numbers for which {@code operands} stand where they are not known; or null. */
  public static String problem(String name, int expected, long[] values, int operands) {
    if (values.length != expected) return "expected " + expected + " " + name + " values, got " + values.length;
    long dynamic = Arrays.stream(values).filter(v -> v == ShapedType.DYNAMIC).count();
    return dynamic == operands ? null : "expected " + dynamic + " dynamic " + name + " values";
  }

  private static long[] longs(Operation op, String list) {
    return ((DenseArrayAttr) op.attribute(list)).longs();
  }

  private static String problem(String a, int lengthOfA, String b, int lengthOfB) {
    return "expected mixed " + a + " rank to match mixed " + b + " rank (" + lengthOfA + " vs " + lengthOfB + ") so the rank of the result type is well-formed.";
  }
}

package zkopt.dialect.memref;

import java.util.List;
import zkopt.ir.ArrayAttr;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerType;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.ShapedType;

/** Which dimensions of the larger shape make up each dimension of the smaller one: {@code [[0, 1], [2]]}. */
public final class Reassociation {
  public static final String NAME = "reassociation";
  public static final AttrDef DEF =
      new AttrDef(NAME, "Array of 64-bit integer array attributes", Reassociation::isNested, false, null, AttrSyntax.FULL);

  private Reassociation() {}

  private static boolean isNested(Attribute attribute) {
    return attribute instanceof ArrayAttr(var groups) && groups.stream().allMatch(g -> g instanceof ArrayAttr array && array.isOf(IntegerType.I64));
  }

  public static ArrayAttr attribute(List<long[]> groups) {
    return new ArrayAttr(groups.stream().<Attribute>map(g -> ArrayAttr.ofIntegers(IntegerType.I64, g)).toList());
  }

  public static List<long[]> groups(Attribute attribute) {
    return ((ArrayAttr) attribute).values().stream().map(a -> ((ArrayAttr) a).longs()).toList();
  }

  /** Null when {@code groups} splits {@code large} into the dimensions of {@code small}, else what is wrong. */
  public static String problem(List<long[]> groups, ShapedType large, ShapedType small) {
    if (groups.size() != small.rank()) return "expected rank of the collapsed type(" + small.rank() + ") to be the number of reassociation maps(" + groups.size() + ")";
    long next = 0;
    for (int i = 0; i < groups.size(); i++) {
      long product = 1;
      for (long d : groups.get(i)) {
        if (d != next++ || d >= large.rank()) return "expected reassociation indices to be contiguous and within the rank " + large.rank();
        long size = large.dim((int) d);
        product = size == ShapedType.DYNAMIC || product == ShapedType.DYNAMIC ? ShapedType.DYNAMIC : product * size;
      }
      if (product != small.dim(i)) return "expected dimension " + i + " of collapsed type to be static value of " + product;
    }
    // no group stands for a scalar
    boolean covers = next == large.rank() || small.rank() == 0 && large.shape().stream().allMatch(d -> d == 1);
    return covers ? null : "expected reassociation to cover all " + large.rank() + " dimensions";
  }
}

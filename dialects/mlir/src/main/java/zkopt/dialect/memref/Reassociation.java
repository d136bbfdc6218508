package zkopt.dialect.memref;

import java.util.Arrays;
import java.util.List;
import zkopt.ir.ArrayAttr;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Attribute;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerType;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;

/** Which dimensions of the larger shape make up each dimension of the smaller one: {@code [[0, 1], [2]]}. */
public final class Reassociation {
  public static final String NAME = "reassociation";
  public static final String SIZES = "static_output_shape";
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

  /** Whether the sizes of an expanded shape are as many as its dimensions, with an operand behind the source for each dynamic one. */
  public static boolean verifySizes(Operation expand, DiagnosticEngine diagnostics) {
    long[] sizes = ((DenseArrayAttr) expand.attribute(SIZES)).longs();
    int rank = ((ShapedType) expand.result().type()).rank();
    long dynamic = Arrays.stream(sizes).filter(s -> s == ShapedType.DYNAMIC).count();
    String problem = sizes.length != rank ? "expected number of static shape dims to be equal to the output rank (" + rank + ") but found " + sizes.length + " inputs instead"
        : dynamic != expand.numOperands() - 1 ? "expected " + dynamic + " dynamic sizes of the output shape, but got " + (expand.numOperands() - 1) : null;
    if (problem != null) diagnostics.opError(expand, problem);
    return problem == null;
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

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

  /**
   * What is wrong with the sizes of an expanded shape, which are as many as its dimensions, with an operand behind the source for each
   * dynamic one; or null.
   *
   * @param name what the sizes are called
   */
  public static String sizesProblem(Operation expand, String name) {
    long[] sizes = ((DenseArrayAttr) expand.attribute(SIZES)).longs();
    int rank = ((ShapedType) expand.result().type()).rank();
    if (sizes.length != rank) {
      return "expected number of static shape " + name + " to be equal to the output rank (" + rank + ") but found " + sizes.length + " inputs instead";
    }
    long dynamic = Arrays.stream(sizes).filter(s -> s == ShapedType.DYNAMIC).count();
    return dynamic == expand.numOperands() - 1 ? null
        : "mismatch in dynamic dims in output_shape and static_output_shape: static_output_shape has " + dynamic
            + " dynamic dims while output_shape has " + (expand.numOperands() - 1) + " values";
  }
}

package zkopt.dialect.tensor;

import java.util.Arrays;
import java.util.List;
import zkopt.dialect.memref.Reassociation;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;

/** What {@link CollapseShapeOp} and {@link ExpandShapeOp} share. */
final class TensorReshapes {
  private TensorReshapes() {}

  /** Null when the groups of {@code op} split {@code large} into the dimensions of {@code small}, else what is wrong. */
  static String problem(Operation op, TensorType large, TensorType small) {
    var groups = Reassociation.groups(op.attribute(Reassociation.NAME));
    if (large.rank() < small.rank()) {
      return "expected the expanded type, '" + large + "' to have a higher (or same) rank than the collapsed type, '" + small + "'.";
    }
    if (groups.size() != small.rank()) return "expected collapsed rank (" + small.rank() + ") to equal the number of reassociation maps (" + groups.size() + ").";
    long dimensions = 1 + groups.stream().flatMapToLong(Arrays::stream).max().orElse(-1);
    if (!groups.isEmpty() && dimensions != large.rank()) {
      return "expected reassociation map #0 to have size equal to the expanded rank (" + large.rank() + "), but it is  " + dimensions + ".";
    }
    long next = 0;
    for (int i = 0; i < groups.size(); i++) {
      for (long d : groups.get(i)) {
        if (d != next++) return "expected reassociation map #" + i + " to be valid and contiguous.";
      }
    }
    String sizes = sizesProblem(groups, large, small);
    if (sizes != null) return sizes;
    boolean scalar = groups.isEmpty() && large.shape().stream().anyMatch(d -> d != 1);
    var expected = new TensorType(small.shape(), large.elementType(), null);
    return !scalar && small.elementType().equals(large.elementType()) ? null : "expected collapsed type to be '" + expected + "', but got '" + small + "'";
  }

  private static String sizesProblem(List<long[]> groups, TensorType large, TensorType small) {
    for (int i = 0; i < groups.size(); i++) {
      long product = 1;
      boolean dynamic = false;
      for (long d : groups.get(i)) {
        long size = large.dim((int) d);
        if (size == ShapedType.DYNAMIC) dynamic = true;
        else product *= size;
      }
      if (dynamic && small.dim(i) != ShapedType.DYNAMIC) {
        return "expected dimension " + i + " of collapsed type to be dynamic since one or more of the corresponding dimensions in the expanded type is dynamic";
      }
      if (!dynamic && small.dim(i) != product) return "expected dimension " + i + " of collapsed type to be static value of " + product;
    }
    return null;
  }
}

package zkopt.dialect.memref;

import java.util.List;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** The same elements in fewer or more dimensions. */
public abstract sealed class ReshapeOp extends Operation implements Traits.Pure permits CollapseShapeOp, ExpandShapeOp {
  ReshapeOp(OperationState state) {
    super(state);
  }

  public Value source() {
    return operand(0);
  }

  public List<long[]> reassociation() {
    return Reassociation.groups(attribute(Reassociation.NAME));
  }

  /** Null when the groups split {@code large} into the dimensions of {@code small}, else what is wrong. */
  final String shapeProblem(MemRefType large, MemRefType small) {
    var groups = reassociation();
    if (groups.size() != small.rank()) return "invalid number of reassociation groups: found " + groups.size() + ", expected " + small.rank();
    long next = 0;
    for (int i = 0; i < groups.size(); i++) {
      long product = 1;
      boolean isDynamic = false;
      for (long d : groups.get(i)) {
        if (d != next++) return "reassociation indices must be contiguous";
        if (d >= large.rank()) return "reassociation index " + d + " is out of bounds";
        isDynamic |= large.dim((int) d) == ShapedType.DYNAMIC;
        product *= large.dim((int) d);
      }
      if (isDynamic != (small.dim(i) == ShapedType.DYNAMIC)) return "collapsed dim (" + i + ") must be dynamic if and only if reassociation group is dynamic";
      if (!isDynamic && product != small.dim(i)) return "collapsed dim size (" + small.dim(i) + ") must equal reassociation group size (" + product + ")";
    }
    if (small.rank() == 0) return large.shape().stream().allMatch(d -> d == 1) ? null : "rank 0 memrefs can only be extended/collapsed with/from ones";
    return next == large.rank() ? null : "expanded rank (" + large.rank() + ") inconsistent with number of reassociation indices (" + next + ")";
  }

  /** Null when the result is of this type, else what is wrong. */
  final String typeProblem(String kind, MemRefType expected) {
    return expected.equals(result().type()) ? null : "expected " + kind + " type to be '" + expected + "' but found '" + result().type() + "'";
  }
}

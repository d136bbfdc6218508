package zkopt.dialect.memref;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
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

  boolean verify(Value large, Value small, DiagnosticEngine diagnostics) {
    String problem = Reassociation.problem(reassociation(), (ShapedType) large.type(), (ShapedType) small.type());
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null && ElementTypes.verifyEqual(this, source(), result(), diagnostics);
  }
}

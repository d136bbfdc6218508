package zkopt.dialect.tensor;

import zkopt.dialect.memref.Reassociation;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.Value;

/** What {@link CollapseShapeOp} and {@link ExpandShapeOp} share. */
final class TensorReshapes {
  private TensorReshapes() {}

  static boolean verify(Operation op, Value large, Value small, DiagnosticEngine diagnostics) {
    String problem = Reassociation.problem(Reassociation.groups(op.attribute(Reassociation.NAME)), (ShapedType) large.type(), (ShapedType) small.type());
    if (problem != null) diagnostics.opError(op, problem);
    return problem == null;
  }
}

package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;

import java.util.List;
import zkopt.ir.ArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** The same elements in fewer or more dimensions. */
public abstract sealed class ReshapeOp extends Operation implements Traits.Pure permits CollapseShapeOp, ExpandShapeOp {
  static final String REASSOCIATION = "reassociation";
  static final AttrDef REASSOCIATION_DEF = attr(REASSOCIATION, "Array of 64-bit integer array attributes", ArrayAttr.class);

  ReshapeOp(OperationState state) {
    super(state);
  }

  public Value source() {
    return operand(0);
  }

  public List<long[]> reassociation() {
    return Reassociation.groups(attribute(REASSOCIATION));
  }

  boolean verify(Value large, Value small, DiagnosticEngine diagnostics) {
    String problem = Reassociation.problem(reassociation(), (ShapedType) large.type(), (ShapedType) small.type());
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null && ElementTypes.verifyEqual(this, source(), result(), diagnostics);
  }
}

package zkopt.dialect.cf;

import static zkopt.ir.OpSpec.AttrDef.attr;

import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.TypeConstraint;

/** {@code cf.assert %ok, "message"}: stops the program when the condition is false. */
public final class AssertOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("cf.assert", AssertOp::new)
      .summary("Assert operation with message attribute")
      .attributes(attr("msg", "string attribute", StringAttr.class))
      .operands(OperandDef.operand("arg", TypeConstraint.I1))
      .assembly("$arg `,` $msg attr-dict");

  AssertOp(OperationState state) {
    super(state);
  }
}

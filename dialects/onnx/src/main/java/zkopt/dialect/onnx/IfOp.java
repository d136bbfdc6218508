package zkopt.dialect.onnx;

import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code "onnx.If"(%cond) ({then}, {else})}: the results of one of two branches. */
public final class IfOp extends Operation implements Traits.RecursiveMemoryEffects, Traits.SingleBlock {
  public static final OpSpec SPEC = OpSpec.of("onnx.If", IfOp::new)
      .summary("one of two branches")
      .operands(OperandDef.operand("cond", TypeConstraint.ANY))
      .results(variadicResult("outputs", TypeConstraint.ANY))
      .regions(RegionDef.region("then_branch"), RegionDef.region("else_branch"));

  IfOp(OperationState state) {
    super(state);
  }

  public Value condition() {
    return operand(0);
  }

  public Block branch(boolean holds) {
    return region(holds ? 0 : 1).front();
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    for (boolean holds : new boolean[] {true, false}) {
      Operation yield = region(holds ? 0 : 1).isEmpty() ? null : branch(holds).terminator();
      if (yield == null) {
        diagnostics.opError(this, "has a branch that does not end in 'onnx.Yield'");
        return false;
      }
      int yielded = yield.numOperands();
      if (yielded == numResults()) continue;
      diagnostics.opError(this, "has a branch that yields " + yielded + " values, but " + numResults() + " results");
      return false;
    }
    return true;
  }
}

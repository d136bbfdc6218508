package zkopt.dialect.func;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code func.return %a, %b : f32, f32}. */
public final class ReturnOp extends Operation implements Traits.Pure, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("func.return", ReturnOp::new)
      .summary("function return operation")
      .operands(variadicOperand("operands", TypeConstraint.ANY))
      .assembly("attr-dict ($operands^ `:` type($operands))?");

  ReturnOp(OperationState state) {
    super(state);
  }

  public static ReturnOp create(OpBuilder builder, Location location, List<? extends Value> operands) {
    return builder.create(new OperationState(SPEC, location).operands(operands));
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(FuncOp.SPEC);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var function = (FuncOp) parentOp();
    List<Type> results = function.functionType().results();
    if (numOperands() != results.size()) {
      diagnostics.opError(this, "has " + numOperands() + " operands, but enclosing function (@" + function.symbolName() + ") returns " + results.size());
      return false;
    }
    for (int i = 0; i < results.size(); i++) {
      if (operand(i).type().equals(results.get(i))) continue;
      diagnostics.error(this, "type of return operand " + i + " ('" + operand(i).type() + "') doesn't match function result type ('"
          + results.get(i) + "') in function @" + function.symbolName());
      return false;
    }
    return true;
  }
}

package zkopt.dialect.func;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FunctionType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code func.call_indirect %f(%a) : (f32) -> f32}: calls a function value. */
public final class CallIndirectOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("func.call_indirect", CallIndirectOp::new)
      .summary("indirect call operation")
      .operands(OperandDef.operand("callee", TypeConstraint.FUNCTION), variadicOperand("callee_operands", TypeConstraint.ANY))
      .results(variadicResult("results", TypeConstraint.ANY))
      .assembly(new Assembly());

  CallIndirectOp(OperationState state) {
    super(state);
  }

  /** Operands and results are those of the callee's type. */
  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var type = (FunctionType) operand(0).type();
    var given = operands().subList(1, numOperands()).stream().map(Value::type).toList();
    String problem = !type.inputs().equals(given) ? "failed to verify that callee input types match argument types"
        : type.results().equals(resultTypes()) ? null : "failed to verify that callee result types match result types";
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var callee = parser.parseOperand();
      parser.expect("(");
      var arguments = parser.parseOperandList();
      parser.expect(")");
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      FunctionType type = parser.parseFunctionType();
      state.operands(parser.resolve(callee, type)).operands(parser.resolve(arguments, type.inputs())).results(type.results());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).text("(").values(op.operands().subList(1, op.numOperands())).text(")")
          .attrDict(op, Set.of()).text(" : ").type(op.operand(0).type());
    }
  }
}

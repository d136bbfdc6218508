package zkopt.dialect.func;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.SymbolTables;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code func.call @f(%a) : (f32) -> f32}. */
public final class CallOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("func.call", CallOp::new)
      .summary("call operation")
      .attributes(attr("callee", "flat symbol reference attribute", SymbolRefAttr.class))
      .operands(variadicOperand("operands", TypeConstraint.ANY))
      .results(variadicResult("results", TypeConstraint.ANY))
      .assembly("$callee `(` $operands `)` attr-dict `:` functional-type($operands, results)");

  CallOp(OperationState state) {
    super(state);
  }

  public static CallOp create(OpBuilder builder, Location location, FuncOp callee, List<? extends Value> operands) {
    return create(builder, location, SymbolRefAttr.flat(callee.symbolName()), callee.functionType(), operands);
  }

  public static CallOp create(OpBuilder builder, Location location, SymbolRefAttr callee, FunctionType type, List<? extends Value> operands) {
    return builder.create(new OperationState(SPEC, location).attribute("callee", callee).operands(operands).results(type.results()));
  }

  public String callee() {
    return ((SymbolRefAttr) attribute("callee")).root();
  }

  /** The function that is called, or null when the symbol names none. */
  public FuncOp target() {
    return SymbolTables.lookupNearest(this, callee()) instanceof FuncOp function ? function : null;
  }

  /** The callee is a function of these types. */
  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    String problem = SymbolTables.lookupNearest(this, callee()) instanceof FuncOp callee ? mismatch(callee.functionType())
        : "'" + callee() + "' does not reference a valid function";
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  private String mismatch(FunctionType type) {
    if (type.inputs().size() != numOperands()) return "incorrect number of operands for callee";
    for (int i = 0; i < numOperands(); i++) {
      if (operand(i).type().equals(type.inputs().get(i))) continue;
      return "operand type mismatch: expected operand type '" + type.inputs().get(i) + "', but provided '" + operand(i).type()
          + "' for operand number " + i;
    }
    if (type.results().size() != numResults()) return "incorrect number of results for callee";
    for (int i = 0; i < numResults(); i++) {
      if (!result(i).type().equals(type.results().get(i))) return "result type mismatch at index " + i;
    }
    return null;
  }
}

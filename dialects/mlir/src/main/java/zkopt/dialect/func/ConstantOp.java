package zkopt.dialect.func;

import static zkopt.ir.OpSpec.AttrDef.attr;

import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.SymbolTables;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code func.constant @f : (f32) -> f32}: a function as a value. */
public final class ConstantOp extends Operation implements Traits.Pure, Traits.ConstantLike {
  public static final OpSpec SPEC = OpSpec.of("func.constant", ConstantOp::new)
      .summary("constant")
      .attributes(attr("value", "flat symbol reference attribute", SymbolRefAttr.class))
      .results(ResultDef.result("result", TypeConstraint.ANY))
      .assembly("attr-dict $value `:` type($result)");

  ConstantOp(OperationState state) {
    super(state);
  }

  @Override
  public Attribute constantValue() {
    return attribute("value");
  }

  /** The symbol is a function of the result's type. */
  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    String name = ((SymbolRefAttr) attribute("value")).root();
    String problem = !(SymbolTables.lookupNearest(this, name) instanceof FuncOp function) ? "reference to undefined function '" + name + "'"
        : function.functionType().equals(result().type()) ? null : "reference to function with mismatched type";
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  @Override
  public String resultNameHint() {
    return "f";
  }
}

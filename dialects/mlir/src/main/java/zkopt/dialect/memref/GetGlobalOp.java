package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;

import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.SymbolTables;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.get_global @w : memref<2xf32>}. */
public final class GetGlobalOp extends Operation implements Traits.Pure {
  public static final OpSpec SPEC = OpSpec.of("memref.get_global", GetGlobalOp::new)
      .summary("get the memref pointing to a global variable")
      .attributes(attr("name", "flat symbol reference attribute", SymbolRefAttr.class))
      .results(ResultDef.result("result", TypeConstraint.STATIC_MEMREF))
      .assembly("$name `:` type($result) attr-dict");

  GetGlobalOp(OperationState state) {
    super(state);
  }

  public static GetGlobalOp create(OpBuilder builder, Location location, String global, MemRefType type) {
    return builder.create(new OperationState(SPEC, location).attribute("name", SymbolRefAttr.flat(global)).results(type));
  }

  /** The symbol of the {@link GlobalOp}. */
  public String global() {
    return ((SymbolRefAttr) attribute("name")).root();
  }

  /** The symbol is a global of the result's type. */
  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    String problem = !(SymbolTables.lookupNearest(this, global()) instanceof GlobalOp found) ? "'" + global() + "' does not reference a valid global memref"
        : found.type().equals(result().type()) ? null
        : "result type '" + result().type() + "' does not match type '" + found.type() + "' of the global memref @" + global();
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }
}

package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.List;
import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.RegionEdges;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.alloca_scope -> (f32) {body}}: what the body allocates on the stack is freed at its end. */
public final class AllocaScopeOp extends Operation
    implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.AutomaticAllocationScope, Traits.ImplicitTerminator {
  public static final OpSpec SPEC = OpSpec.of("memref.alloca_scope", AllocaScopeOp::new)
      .summary("explicitly delimited scope for stack allocation")
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("bodyRegion"))
      .assembly(new Assembly());

  AllocaScopeOp(OperationState state) {
    super(state);
  }

  @Override
  public OpSpec terminator() {
    return AllocaScopeReturnOp.SPEC;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (region(0).isEmpty() || region(0).front().arguments().isEmpty()) return true;
    diagnostics.opError(this, "region should have no arguments");
    return false;
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    return new RegionEdges(this, diagnostics).leave(0, AllocaScopeReturnOp.SPEC);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      if (parser.accept("->")) state.results(parser.parseResultTypes());
      state.region(parser.parseRegion(List.of())).attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ");
      if (op.numResults() > 0) printer.text(" -> (").types(op.resultTypes()).text(")");
      printer.region(op.region(0), false, op.numResults() > 0).attrDict(op, Set.of());
    }
  }
}

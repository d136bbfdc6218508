package zkopt.dialect.scf;

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
import zkopt.ir.TypeConstraint;

/** {@code scf.execute_region -> f32 {blocks}}: a region of several blocks where one operation stands. */
public final class ExecuteRegionOp extends Operation {
  public static final OpSpec SPEC = OpSpec.of("scf.execute_region", ExecuteRegionOp::new)
      .summary("operation that executes its region exactly once")
      .results(variadicResult("results", TypeConstraint.ANY))
      .regions(RegionDef.region("region"))
      .assembly(new Assembly());

  ExecuteRegionOp(OperationState state) {
    super(state);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    String problem = region(0).isEmpty() ? "region needs to have at least one block"
        : region(0).front().arguments().isEmpty() ? null : "region cannot have any arguments";
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  @Override
  public boolean verifyRegions(DiagnosticEngine diagnostics) {
    return new RegionEdges(this, diagnostics).leave(0, YieldOp.SPEC);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      if (parser.accept("->")) state.results(parser.parseResultTypes());
      state.region(parser.parseRegion(List.of())).attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.arrowTypes(op.resultTypes()).region(op.region(0), false, true).attrDict(op, Set.of());
    }
  }
}

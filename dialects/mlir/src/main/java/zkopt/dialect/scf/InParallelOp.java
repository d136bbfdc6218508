package zkopt.dialect.scf;

import java.util.List;
import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;

/** {@code scf.forall.in_parallel {tensor.parallel_insert_slice ...}}: what each iteration of {@link ForallOp} writes. */
public final class InParallelOp extends Operation
    implements Traits.RecursiveMemoryEffects, Traits.SingleBlock, Traits.NoTerminator, Traits.Terminator, Traits.HasParent {
  public static final OpSpec SPEC = OpSpec.of("scf.forall.in_parallel", InParallelOp::new)
      .summary("terminates a `forall` block")
      .regions(RegionDef.region("region"))
      .assembly(new Assembly());

  InParallelOp(OperationState state) {
    super(withBlock(state));
  }

  /** Where the text leaves this terminator out, its region has one empty block. */
  private static OperationState withBlock(OperationState state) {
    if (state.regions.isEmpty()) state.regionWithBlock();
    return state;
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(ForallOp.SPEC);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var forall = (ForallOp) parentOp();
    var shared = forall.body().arguments().subList(forall.rank(), forall.body().arguments().size());
    for (Operation op : region(0).front().operations()) {
      if (!op.name().equals("tensor.parallel_insert_slice")) {
        diagnostics.opError(this, "expected only tensor.parallel_insert_slice ops");
        return false;
      }
      if (op.numOperands() < 2 || !shared.contains(op.operand(1))) {
        diagnostics.opError(op, "may only insert into an output block argument");
        return false;
      }
    }
    return true;
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.region(parser.parseRegion(List.of())).attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.region(op.region(0), false, false).attrDict(op, Set.of());
    }
  }
}

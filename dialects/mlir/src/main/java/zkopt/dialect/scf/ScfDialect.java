package zkopt.dialect.scf;

import java.util.List;
import zkopt.ir.Dialect;
import zkopt.ir.OpSpec;

/** Structured control flow. */
public final class ScfDialect implements Dialect {
  @Override
  public String namespace() {
    return "scf";
  }

  @Override
  public String summary() {
    return "Structured control flow, as in MLIR.";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(ConditionOp.SPEC, ExecuteRegionOp.SPEC, ForOp.SPEC, ForallOp.SPEC, IfOp.SPEC, InParallelOp.SPEC, IndexSwitchOp.SPEC,
        ParallelOp.SPEC, ReduceOp.SPEC, ReduceReturnOp.SPEC, WhileOp.SPEC, YieldOp.SPEC);
  }
}

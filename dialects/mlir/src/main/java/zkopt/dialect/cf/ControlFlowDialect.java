package zkopt.dialect.cf;

import java.util.List;
import zkopt.ir.Dialect;
import zkopt.ir.OpSpec;

/** Branches between the blocks of a region. */
public final class ControlFlowDialect implements Dialect {
  @Override
  public String namespace() {
    return "cf";
  }

  @Override
  public String summary() {
    return "Branches between blocks, as in MLIR.";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(AssertOp.SPEC, BranchOp.SPEC, CondBranchOp.SPEC, SwitchOp.SPEC);
  }
}

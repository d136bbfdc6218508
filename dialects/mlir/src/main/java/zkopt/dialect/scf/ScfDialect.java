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
  public List<OpSpec> operations() {
    return List.of(ForOp.SPEC, IfOp.SPEC, WhileOp.SPEC, ConditionOp.SPEC, YieldOp.SPEC);
  }
}

package zkopt.dialect.func;

import java.util.List;
import zkopt.ir.Dialect;
import zkopt.ir.OpSpec;

/** Functions and calls. */
public final class FuncDialect implements Dialect {
  @Override
  public String namespace() {
    return "func";
  }

  @Override
  public String summary() {
    return "Functions and calls, as in MLIR.";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(CallIndirectOp.SPEC, CallOp.SPEC, ConstantOp.SPEC, FuncOp.SPEC, ReturnOp.SPEC);
  }
}

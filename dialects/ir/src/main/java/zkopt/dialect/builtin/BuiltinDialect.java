package zkopt.dialect.builtin;

import java.util.List;
import zkopt.ir.Dialect;
import zkopt.ir.OpSpec;

/** What every module needs. The builtin types and attributes are not listed: they are part of the syntax. */
public final class BuiltinDialect implements Dialect {
  @Override
  public String namespace() {
    return "builtin";
  }

  @Override
  public String summary() {
    return "Modules, and the types and attributes of MLIR itself.";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(ModuleOp.SPEC, UnrealizedConversionCastOp.SPEC);
  }
}

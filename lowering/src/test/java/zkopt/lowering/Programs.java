package zkopt.lowering;

import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** Text to IR, and pipelines over it, for tests. */
public record Programs(IRContext context, ModuleOp module) {
  /** Parses and verifies. */
  public static Programs parse(String text) {
    var context = IRContext.withAllDialects();
    ModuleOp module;
    try {
      module = Parser.parse(context, "test", text);
    } catch (CompileException e) {
      throw new AssertionError(context.diagnostics().diagnostics().toString(), e);
    }
    return new Programs(context, module);
  }

  /** Runs passes on the module. @throws AssertionError with the diagnostics when one fails */
  public ModuleOp run(String pipeline) {
    if (!succeeds(pipeline)) throw new AssertionError(context.diagnostics().diagnostics().toString());
    return module;
  }

  /** The first error of a pipeline that must fail. */
  public String errorOf(String pipeline) {
    if (succeeds(pipeline)) throw new AssertionError("no error, but:\n" + module);
    return context.diagnostics().diagnostics().getFirst().message();
  }

  private boolean succeeds(String pipeline) {
    return new PassManager(context, PassPipeline.parse("builtin.module(" + pipeline + ")", PassRegistry.load())).run(module);
  }
}

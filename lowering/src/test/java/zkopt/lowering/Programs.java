package zkopt.lowering;

import java.util.Arrays;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.MemRefType;
import zkopt.ir.Type;
import zkopt.ir.text.Parser;
import zkopt.lowering.interp.AffineInterpreter;
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

  /** The first output of the main function at the fixed level, with inputs and outputs as reals in the formats of its types. */
  public static double[] runFixed(ModuleOp module, float[]... inputs) {
    var type = AffineInterpreter.mainFunction(module).functionType();
    long[][] integers = new long[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      integers[i] = new long[inputs[i].length];
      for (int j = 0; j < inputs[i].length; j++) integers[i][j] = Math.round(Math.scalb((double) inputs[i][j], frac(type.inputs().get(i))));
    }
    int frac = frac(type.results().getFirst());
    return Arrays.stream(AffineInterpreter.of(module).runFixed(integers).getFirst()).mapToDouble(n -> Math.scalb((double) n, -frac)).toArray();
  }

  private static int frac(Type buffer) {
    return ((QType) ((MemRefType) buffer).elementType()).frac();
  }
}

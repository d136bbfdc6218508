package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** One-line checks of pipelines on text. */
final class Texts {
  private static final double TOLERANCE = 1e-4;

  private Texts() {}

  /** {@code pipeline} makes {@code after} of {@code before}, both as MLIR text. */
  static void assertLowers(String pipeline, String before, String after) {
    assertEquals(AsmPrinter.print(parse(IRContext.withAllDialects(), after)), AsmPrinter.print(run(pipeline, before)));
  }

  static void assertUnchanged(String pipeline, String text) {
    assertLowers(pipeline, text, text);
  }

  /** {@code pipeline} fails on {@code text}, and its first diagnostic holds {@code message}. */
  static void assertFails(String pipeline, String text, String message) {
    var context = IRContext.withAllDialects();
    assertFalse(manager(context, pipeline).run(parse(context, text)), "should fail");
    String actual = context.diagnostics().diagnostics().getFirst().message();
    assertTrue(actual.contains(message), () -> "expected '" + message + "' in: " + actual);
  }

  static ModuleOp run(String pipeline, String text) {
    var context = IRContext.withAllDialects();
    var module = parse(context, text);
    run(context, pipeline, module);
    return module;
  }

  static void run(IRContext context, String pipeline, ModuleOp module) {
    assertTrue(manager(context, pipeline).run(module), () -> context.diagnostics().diagnostics().toString());
  }

  private static PassManager manager(IRContext context, String pipeline) {
    return new PassManager(context, PassPipeline.parse("builtin.module(" + pipeline + ")", PassRegistry.load()));
  }

  private static ModuleOp parse(IRContext context, String text) {
    return Parser.parse(context, "test", text);
  }

  /** Equal but for what rounding makes of them. */
  static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], TOLERANCE * (1 + Math.abs(expected[i])), "element " + i);
    }
  }
}

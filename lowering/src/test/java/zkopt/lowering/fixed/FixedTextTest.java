package zkopt.lowering.fixed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.testing.TextTest;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/** The texts of {@code src/test/mlir/fixed}. */
class FixedTextTest {
  static List<TextTest> texts() throws IOException {
    return TextTest.under(Path.of("src/test/mlir/fixed"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text(TextTest text) throws IOException {
    text.run(IRContext::withAllDialects, FixedTextTest::run);
  }

  private static void run(ModuleOp module, List<String> arguments, IRContext context) {
    for (String argument : arguments) {
      String pipeline = "builtin.module(" + argument.replaceFirst("^--pipeline=", "") + ")";
      new PassManager(context, PassPipeline.parse(pipeline, PassRegistry.load())).run(module);
    }
  }
}

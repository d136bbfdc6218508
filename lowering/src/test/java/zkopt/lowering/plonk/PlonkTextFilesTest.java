package zkopt.lowering.plonk;

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

/** The text files under {@code src/test/mlir/plonk}. */
class PlonkTextFilesTest {
  private static final String PIPELINE = "--pass-pipeline=";

  static List<TextTest> files() throws IOException {
    return TextTest.under(Path.of("src/test/mlir/plonk"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void run(TextTest file) throws IOException {
    file.run(IRContext::withAllDialects, PlonkTextFilesTest::runPasses);
  }

  private static void runPasses(ModuleOp module, List<String> arguments, IRContext context) {
    for (String argument : arguments) {
      if (!argument.startsWith(PIPELINE)) throw new IllegalArgumentException("unknown argument " + argument);
      String pipeline = argument.substring(PIPELINE.length()).replaceAll("^['\"]|['\"]$", "");
      new PassManager(context, PassPipeline.parse(pipeline, PassRegistry.load())).run(module);
    }
  }
}

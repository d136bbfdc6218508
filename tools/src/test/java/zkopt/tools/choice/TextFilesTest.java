package zkopt.tools.choice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zkopt.ir.IRContext;
import zkopt.ir.testing.TextTest;
import zkopt.pass.testing.PipelineTool;

/** What {@code lower-by-cost} chooses for the files under {@code src/test/mlir/choice}. */
class TextFilesTest {
  static List<TextTest> files() throws IOException {
    return TextTest.under(Path.of("src/test/mlir/choice"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void file(TextTest test) throws IOException {
    test.run(IRContext::withAllDialects, new PipelineTool());
  }
}

package zkopt.ir.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code src/test/mlir}, with the dialect {@code t} of {@link TestDialect}. */
class TextFilesTest {
  static List<TextTest> files() throws IOException {
    return TextTest.under(Path.of("src/test/mlir"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void file(TextTest test) throws IOException {
    test.run(TestDialect::context, TextTest.Tool.NONE);
  }
}

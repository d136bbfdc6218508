package zkopt.tools.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference in the repository is what the declarations say now. */
class ReferenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"dialects", "passes"})
  void isCurrent(String about) throws IOException {
    var out = new ByteArrayOutputStream();
    assertEquals(0, OptCommand.run(new String[] {"--print-reference=" + about}, InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8), System.err));
    assertEquals(Files.readString(Path.of("..", about, "REFERENCE.md")), out.toString(StandardCharsets.UTF_8),
        "write it again: tools/bin/zkopt --write-reference=.");
  }
}

package zkopt.verifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the verifier's command line says when it is used in a wrong way; right uses are tested with the tools, which can prove. */
class MainTest {
  @TempDir Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  private static Outcome run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Main.run(List.of(arguments), new PrintWriter(out), new PrintWriter(err));
    return new Outcome(code, out.toString(), err.toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "p.zkp                  | missing option '--vk MODEL.vk'",
      "--vk m.vk              | no proof given",
      "p.zkp --vk             | option '--vk' needs a file",
      "p.zkp --vk a --vk=b    | '--vk' stands twice",
      "p.zkp --vk a --fast    | unknown option '--fast'",
      "p.zkp --vk=absent.vk   | cannot read 'absent.vk': no such file"})
  void badUsage(String arguments, String message) {
    Outcome outcome = run(arguments.split(" +"));
    assertEquals(Main.BAD, outcome.exitCode);
    assertTrue(outcome.err.startsWith("zkopt-verifier: error: " + message), outcome.err);
    assertEquals(1, outcome.err.lines().count());
    assertEquals("", outcome.out);
  }

  @Test
  void help() {
    Outcome outcome = run("p.zkp", "--help");
    assertEquals(Main.VALID, outcome.exitCode);
    assertTrue(outcome.out.startsWith("Usage: java -jar zkopt-verifier.jar"), outcome.out);
  }

  @Test
  void whatIsNoKeyIsNamed() throws IOException {
    String proof = Files.writeString(folder.resolve("p"), "proof").toString();
    assertEquals("zkopt-verifier: error: cannot read '%s': it is a folder\n".formatted(folder), run(proof, "--vk", folder.toString()).err);
    long seed = 20261121;
    Random random = new Random(seed);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String key = Files.write(folder.resolve("k"), bytes).toString();
      Outcome outcome = run(proof, "--vk", key);
      assertEquals(Main.BAD, outcome.exitCode, "seed " + seed);
      assertTrue(outcome.err.startsWith("zkopt-verifier: error: cannot use '%s': it is not a zkopt verifying key (.vk): it ".formatted(key)), outcome.err);
      assertEquals(1, outcome.err.lines().count());
    }
  }
}

package zkopt.tools.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;
import zkopt.tools.ZkProve;
import zkopt.tools.cli.Cli;

/** Runs zkprove inside the test's process. */
final class Tool {
  private Tool() {}

  /** What a run returned and printed. */
  record Outcome(int exitCode, String out, String err) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + out + err, e);
      }
    }
  }

  static Outcome zkprove(Object... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    CommandLine command = ZkProve.commandLine(texts).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = Cli.run(command, texts);
    return new Outcome(exitCode, out.toString(), err.toString());
  }
}

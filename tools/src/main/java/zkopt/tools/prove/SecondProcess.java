package zkopt.tools.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zkopt.tools.ZkProve;
import zkopt.tools.cli.ToolException;

/** Runs zkprove in a virtual machine of its own, on the same class path. */
final class SecondProcess {
  private SecondProcess() {}

  /** @param json what the process printed, or a missing node */
  record Answer(int exitCode, JsonNode json) {}

  /** Runs a verb; give it {@code --json}. */
  static Answer zkprove(String... arguments) {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // protobuf uses sun.misc.Unsafe, which the virtual machine would warn of
        "--sun-misc-unsafe-memory-access=allow", "-cp",
        System.getProperty("java.class.path"), ZkProve.class.getName()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      return new Answer(exitCode, text.isBlank() ? MissingNode.getInstance() : new ObjectMapper().readTree(text));
    } catch (IOException e) {
      throw new ToolException("cannot run a second process: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while the second process ran", e);
    }
  }
}

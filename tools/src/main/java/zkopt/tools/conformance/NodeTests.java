package zkopt.tools.conformance;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zkopt.tools.cli.ToolException;

/** Finds node tests. */
final class NodeTests {
  private NodeTests() {}

  /** The tests in the folders of {@code directory} whose names match the glob, by name. */
  static List<NodeTest> in(Path directory, String glob) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try (Stream<Path> folders = Files.list(directory)) {
      return folders.filter(f -> matcher.matches(f.getFileName()) && Files.exists(f.resolve("model.onnx"))).sorted().map(NodeTest::read).toList();
    } catch (IOException e) {
      throw new ToolException("cannot list '%s': %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** Where the installed Python package {@code onnx} carries its tests, if it does. */
  static Optional<Path> installed() {
    try {
      var python = new ProcessBuilder("python3", "-c", "import onnx, os; print(os.path.dirname(onnx.__file__))")
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String where = new String(python.getInputStream().readAllBytes()).strip();
      python.waitFor();
      Path tests = Path.of(where).resolve("backend/test/data/node");
      return where.isEmpty() || !Files.isDirectory(tests) ? Optional.empty() : Optional.of(tests);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}

package zkopt.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own MLIR files, of all modules. */
final class Corpus {
  private static final Path ROOT = Path.of("../..");

  private Corpus() {}

  static List<Path> files() throws IOException {
    try (var all = Files.walk(ROOT)) {
      return all.filter(f -> f.toString().endsWith(".mlir") && f.toString().contains("src/test") && !f.toString().contains("target")).sorted().toList();
    }
  }

  /** The parts of a file between its lines {@code // -----}. */
  static List<String> parts(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("(?m)^// -----.*$")).toList();
  }
}

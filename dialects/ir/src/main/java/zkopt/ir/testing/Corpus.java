package zkopt.ir.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own MLIR files, of all modules. */
public final class Corpus {
  private static final Path ROOT = root();

  private Corpus() {}

  /** The folder of the project, seen from that of a module. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("LICENSE"))) folder = folder.getParent();
    return folder;
  }

  /** All of them, sorted. */
  public static List<Path> files() throws IOException {
    try (var all = Files.walk(ROOT)) {
      return all.filter(f -> f.toString().endsWith(".mlir") && f.toString().contains("src/test") && !ROOT.relativize(f).toString().contains("target")).sorted().toList();
    }
  }

  /** The parts of a file between its lines {@code // -----}. */
  public static List<String> parts(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("(?m)^// -----.*$")).toList();
  }
}

package zkopt.tools.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that goes when it is closed, with all that is in it. */
public record TemporaryFolder(Path path) implements AutoCloseable {
  public static TemporaryFolder create(String prefix) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    return new TemporaryFolder(FileErrors.writing(parent, () -> Files.createTempDirectory(prefix)));
  }

  @Override
  public void close() {
    FileErrors.writing(path, () -> {
      for (Path file : deepestFirst()) Files.delete(file);
      return null;
    });
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}

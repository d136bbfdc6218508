package zkopt.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSetTest {
  private static final String ID = "0123456789abcdef";

  @TempDir Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  private Path leftover(String name) throws IOException {
    return Files.writeString(file("." + name + "." + ID + ".tmp"), "new");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private List<FileSet.Part> parts(String content) {
    return Stream.of("a", "b").map(n -> AtomicFile.part(file(n), false, content.getBytes())).toList();
  }

  @Test
  void allAreWrittenAndNothingElse() throws IOException {
    FileSet.write(parts("old"));
    FileSet.write(parts("new"));
    assertEquals(List.of("a", "b"), names());
    assertEquals("new", Files.readString(file("a")));
    assertEquals("new", Files.readString(file("b")));
  }

  @Test
  void aFailureLeavesWhatWasThere() throws IOException {
    FileSet.write(parts("old"));
    var failing = new FileSet.Part(file("b"), false, _ -> {
      throw new IOException("the disk is full");
    });
    String message = assertThrows(ToolException.class, () -> FileSet.write(List.of(parts("new").getFirst(), failing))).getMessage();
    assertEquals("cannot write '%s': the disk is full".formatted(file("b")), message);
    assertEquals(List.of("a", "b"), names());
    assertEquals("old", Files.readString(file("a")));
  }

  @Test
  void aSetKilledBeforeItsLeaderWasMovedIsRemoved() throws IOException {
    FileSet.write(parts("old"));
    leftover("a");
    leftover("b");
    FileSet.recover(List.of(file("a"), file("b")));
    assertEquals(List.of("a", "b"), names());
    assertEquals("old", Files.readString(file("a")));
    assertEquals("old", Files.readString(file("b")));
  }

  @Test
  void aSetKilledAfterItsLeaderWasMovedIsFinished() throws IOException {
    FileSet.write(parts("old"));
    Files.move(leftover("a"), file("a"), StandardCopyOption.REPLACE_EXISTING);
    leftover("b");
    FileSet.recover(List.of(file("a"), file("b")));
    assertEquals(List.of("a", "b"), names());
    assertEquals("new", Files.readString(file("b")));
  }

  @Test
  void aSetThatIsBeingWrittenIsLeftAlone() throws IOException {
    Path leader = leftover("a");
    leftover("b");
    try (FileChannel channel = FileChannel.open(leader, StandardOpenOption.WRITE); var _ = channel.lock()) {
      FileSet.recover(List.of(file("a"), file("b")));
      assertEquals(2, names().size());
    }
    var during = new FileSet.Part(file("c"), false, _ -> {
      FileSet.recover(List.of(file("c")));
      assertEquals(1, names().stream().filter(n -> n.startsWith(".c.")).count());
    });
    FileSet.write(List.of(during));
    assertEquals(0, Files.size(file("c")));
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException {
    Files.createFile(file(".ab." + ID + ".tmp"));
    Files.createFile(file(".a.tmp"));
    Files.createFile(file(".a.0123.tmp"));
    FileSet.write(parts("new"));
    assertEquals(5, names().size());
  }
}

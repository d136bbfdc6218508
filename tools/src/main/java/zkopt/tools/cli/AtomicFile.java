package zkopt.tools.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes a file whole or not at all: to a temporary file beside it, which is then moved into its place. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes {@code content}. @throws ToolException naming the file and the reason */
  public static void write(Path file, byte[] content) {
    write(file, content, false);
  }

  /** As {@link #write}; where the file system has owners, only the owner may read the file. */
  public static void writeSecret(Path file, byte[] content) {
    write(file, content, true);
  }

  private static void write(Path file, byte[] content, boolean secret) {
    FileErrors.writing(file, () -> {
      if (Files.isDirectory(file)) throw new IOException("it is a folder");
      Path folder = file.toAbsolutePath().getParent();
      boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
      FileAttribute<?>[] attributes = posix
          ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"))}
          : new FileAttribute<?>[0];
      Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", attributes);
      try {
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
      return null;
    });
  }
}

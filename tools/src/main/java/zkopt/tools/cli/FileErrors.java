package zkopt.tools.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Turns the file system's exceptions into messages for people. */
public final class FileErrors {
  private FileErrors() {}

  /** What may fail. */
  @FunctionalInterface
  public interface Action<T> {
    T run() throws IOException;
  }

  public static <T> T reading(Path file, Action<T> action) {
    return attempt("read", file, action);
  }

  public static <T> T writing(Path file, Action<T> action) {
    return attempt("write", file, action);
  }

  private static <T> T attempt(String verb, Path file, Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new ToolException("cannot %s '%s': %s".formatted(verb, file, reason(file, e)), e);
    }
  }

  private static String reason(Path file, IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> {
        Path folder = file.toAbsolutePath().getParent();
        yield folder == null || Files.isDirectory(folder) ? "no such file" : "no such folder as '" + folder + "'";
      }
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "it exists already";
      case IOException _ when Files.isDirectory(file) -> "it is a folder";
      case IOException other -> other.getMessage() == null ? other.getClass().getSimpleName() : other.getMessage();
    };
  }
}

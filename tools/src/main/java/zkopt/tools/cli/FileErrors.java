package zkopt.tools.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import zkopt.protocol.codec.MalformedException;

/** Turns the exceptions of the file system and of readers into messages for people. */
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

  /** What may fail on bytes that are not what they should be, with a message that is a sentence about "it". */
  @FunctionalInterface
  public interface Parsing<T> {
    T run() throws MalformedException;
  }

  /** @param where what the bytes are, in the place of "it" */
  public static <T> T parsing(String where, Parsing<T> parsing) {
    try {
      return parsing.run();
    } catch (MalformedException e) {
      throw new ToolException(e.getMessage().replaceFirst("^it ", Matcher.quoteReplacement(where + " ")), e);
    }
  }

  private static <T> T attempt(String verb, Path file, Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new ToolException("cannot %s '%s': %s".formatted(verb, file, reason(file, e)), e);
    }
  }

  /** Why something could not be done with a file, for people. */
  public static String reason(Path file, IOException e) {
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

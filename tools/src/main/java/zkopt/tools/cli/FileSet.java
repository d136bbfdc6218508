package zkopt.tools.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of one folder that appear whole and together, or not at all, even where the process is killed.
 *
 * <p>Each is first written to a temporary file beside it, {@code .NAME.ID.tmp}, with one ID for the set; that of the leader, the
 * first file, is made first. Then the leader is moved into its place, which is the moment that counts, and the others follow. So a
 * temporary file without a leader's belongs to a finished set, and {@link #recover} moves it; where the leader's is there too and
 * nobody holds its lock any more, the set was given up, and {@link #recover} removes it, the leader's last.
 */
public final class FileSet {
  private static final int ID_BYTES = 8;
  private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.([0-9a-f]{%d})\\.tmp".formatted(2 * ID_BYTES), Pattern.DOTALL);
  /** A second channel on a file would, when closed, take the lock of the first away. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private FileSet() {}

  /** Writes the content of a file, which is empty, by a channel. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /** A file to write. @param secret whether only the owner may read it, where the file system has owners */
  public record Part(Path file, boolean secret, Content content) {}

  /** Writes files of one folder, the leader first. @throws ToolException naming the file and the reason */
  public static void write(List<Part> parts) {
    recover(parts.stream().map(Part::file).toList());
    byte[] bytes = new byte[ID_BYTES];
    new SecureRandom().nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    Part leader = parts.getFirst();
    var temporaries = new ArrayList<Path>();
    HELD_HERE.add(temporary(leader.file, id));
    try (FileChannel channel = FileErrors.writing(leader.file, () -> create(leader, id, temporaries))) {
      lock(channel);
      for (Part part : parts.subList(1, parts.size())) {
        FileErrors.writing(part.file, () -> {
          try (FileChannel other = create(part, id, temporaries)) {
            return fill(other, part.content);
          }
        });
      }
      FileErrors.writing(leader.file, () -> fill(channel, leader.content));
      for (int i = 0; i < temporaries.size(); i++) move(temporaries.get(i), parts.get(i).file);
    } catch (IOException e) {
      throw new ToolException("cannot write '%s': %s".formatted(leader.file, e.getMessage()), e);
    } finally {
      for (Path temporary : temporaries.reversed()) FileErrors.writing(temporary, () -> Files.deleteIfExists(temporary));
      HELD_HERE.remove(temporary(leader.file, id));
    }
  }

  private static FileChannel fill(FileChannel channel, Content content) throws IOException {
    content.writeTo(channel);
    channel.force(true);
    return channel;
  }

  private static FileChannel create(Part part, String id, List<Path> temporaries) throws IOException {
    if (Files.isDirectory(part.file)) throw new IOException("it is a folder");
    boolean posix = Files.getFileStore(folder(part.file)).supportsFileAttributeView("posix");
    String rights = part.secret ? "rw-------" : "rw-r--r--";
    FileAttribute<?>[] attributes = posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
        : new FileAttribute<?>[0];
    Path temporary = temporary(part.file, id);
    FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
    temporaries.add(temporary);
    return channel;
  }

  /** Whether the file is locked by this call; not where others hold the lock, or the file system knows none. */
  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  private static void move(Path temporary, Path file) {
    FileErrors.writing(file, () -> {
      try {
        return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (NoSuchFileException e) { // someone else's recovery was there first
        if (Files.exists(file)) return file;
        throw e;
      }
    });
  }

  /**
   * Finishes or removes what killed processes left of these files.
   *
   * @param files as they are given to {@link #write}, the leader first
   */
  public static void recover(List<Path> files) {
    Path leader = files.getFirst();
    for (int i = files.size() - 1; i >= 0; i--) {
      Path file = files.get(i);
      for (Path temporary : temporaries(file)) {
        Path first = temporary(leader, id(temporary));
        if (i > 0 && !Files.exists(first)) {
          move(temporary, file);
        } else if (isGivenUp(first)) {
          FileErrors.writing(temporary, () -> Files.deleteIfExists(temporary));
        }
      }
    }
  }

  private static boolean isGivenUp(Path leader) {
    if (HELD_HERE.contains(leader)) return false;
    try (FileChannel channel = FileChannel.open(leader, StandardOpenOption.WRITE)) {
      return lock(channel);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }

  private static Path temporary(Path file, String id) {
    return folder(file).resolve("." + file.getFileName() + "." + id + ".tmp");
  }

  private static String id(Path temporary) {
    Matcher matcher = TEMPORARY.matcher(temporary.getFileName().toString());
    if (!matcher.matches()) throw new IllegalArgumentException("no temporary file: " + temporary);
    return matcher.group(2);
  }

  /** The temporary files of {@code file}. */
  private static List<Path> temporaries(Path file) {
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) return List.of();
    return FileErrors.reading(folder, () -> {
      var found = new ArrayList<Path>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, ".*.tmp")) {
        for (Path entry : entries) {
          Matcher matcher = TEMPORARY.matcher(entry.getFileName().toString());
          if (matcher.matches() && matcher.group(1).equals(file.getFileName().toString())) found.add(entry);
        }
      }
      return found;
    });
  }
}

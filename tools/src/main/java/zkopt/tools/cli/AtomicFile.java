package zkopt.tools.cli;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Writes a file whole or not at all: a {@link FileSet} of one. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes {@code content}. @throws ToolException naming the file and the reason */
  public static void write(Path file, byte[] content) {
    FileSet.write(List.of(part(file, false, content)));
  }

  /** Bytes as a part of a set. @param secret whether only the owner may read the file */
  public static FileSet.Part part(Path file, boolean secret, byte[] content) {
    return new FileSet.Part(file, secret, channel -> {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) channel.write(buffer);
    });
  }
}

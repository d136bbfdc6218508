package zkopt.verifier.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import zkopt.protocol.codec.MalformedException;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ModelKey;

/** The files that are named on the command line. */
final class InputFiles {
  /** Far more than any key or proof has. */
  private static final long MAX_BYTES = 1L << 28;

  private InputFiles() {}

  static ModelKey key(Path file) throws InputException {
    try {
      return ModelKey.parse(read(file));
    } catch (MalformedException e) {
      throw new InputException("cannot use '%s': %s".formatted(file, e.getMessage()));
    }
  }

  /** A file that may be a proof; one of ours that says it is something else is a mistake rather than an invalid proof. */
  static byte[] proof(Path file) throws InputException {
    byte[] content = read(file);
    try {
      FileFormat.PROOF.requireNoOther(content);
    } catch (MalformedException e) {
      throw new InputException("cannot use '%s': %s".formatted(file, e.getMessage()));
    }
    return content;
  }

  private static byte[] read(Path file) throws InputException {
    try {
      if (Files.isDirectory(file)) throw new IOException("it is a folder");
      if (Files.size(file) > MAX_BYTES) throw new IOException("it is larger than any key or proof");
      return Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      throw new InputException("cannot read '%s': no such file".formatted(file));
    } catch (AccessDeniedException _) {
      throw new InputException("cannot read '%s': permission denied".formatted(file));
    } catch (IOException e) {
      throw new InputException("cannot read '%s': %s".formatted(file, e.getMessage()));
    }
  }
}

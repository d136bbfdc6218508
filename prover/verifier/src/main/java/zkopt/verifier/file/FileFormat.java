package zkopt.verifier.file;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of file that zkprove writes.
 *
 * @param name as the header says it, and as it reads after "a"
 * @param version the one that is written and read
 * @param ending of file names
 * @param remedy what to do about a file of another version
 */
public record FileFormat(String name, int version, String ending, String remedy) {
  public static final FileFormat COMPILED_MODEL =
      new FileFormat("zkopt compiled model", 2, ".zkc", "run 'zkprove setup' again with this version");
  public static final FileFormat PROVING_DATA =
      new FileFormat("zkopt proving data", 1, ".zkd", "delete it, or run 'zkprove setup' again with this version");
  public static final FileFormat VERIFYING_KEY =
      new FileFormat("zkopt verifying key", 2, ".vk", "take the key that a setup of this version writes, or the version that wrote this one");
  public static final FileFormat PROOF =
      new FileFormat("zkopt proof", 2, ".zkp", "prove with this version, or verify with the one that proved");

  /** The format of this name. */
  public static Optional<FileFormat> named(String name) {
    return Stream.of(COMPILED_MODEL, PROVING_DATA, VERIFYING_KEY, PROOF).filter(f -> f.name.equals(name)).findFirst();
  }

  /** What a file says of itself in its first bytes; nothing if it is none of ours. */
  public static Optional<FileFormat> of(byte[] content) {
    return Envelope.nameOf(content).flatMap(FileFormat::named);
  }

  @Override
  public String toString() {
    return name + " (" + ending + ")";
  }
}

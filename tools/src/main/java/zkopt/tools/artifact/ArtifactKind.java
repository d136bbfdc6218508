package zkopt.tools.artifact;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of files that zkprove writes, with the version of each that this tool writes and reads. */
public enum ArtifactKind {
  COMPILED_MODEL("zkopt compiled model", 2, ".zkc", "run 'zkprove setup' again with this version"),
  PROVING_DATA("zkopt proving data", 1, ".zkd", "delete it, or run 'zkprove setup' again with this version"),
  VERIFYING_KEY("zkopt verifying key", 2, ".vk", "take the key that a setup of this version writes, or the version that wrote this one"),
  PROOF("zkopt proof", 2, ".zkp", "prove with this version, or verify with the one that proved");

  private final String format;
  private final int version;
  private final String ending;
  private final String remedy;

  ArtifactKind(String format, int version, String ending, String remedy) {
    this.format = format;
    this.version = version;
    this.ending = ending;
    this.remedy = remedy;
  }

  /** The kind of file as it reads after "a": {@code zkopt proof}. */
  public String format() {
    return format;
  }

  /** The version of the format that this tool writes and reads. */
  public int version() {
    return version;
  }

  /** How the names of such files end. */
  public String ending() {
    return ending;
  }

  /** What to do about a file of another version. */
  String remedy() {
    return remedy;
  }

  /** The kind of a file, from its first bytes; nothing if it is none of ours. */
  public static Optional<ArtifactKind> of(byte[] content) {
    return Envelope.header(content).flatMap(h -> named(h.getFormat()));
  }

  static Optional<ArtifactKind> named(String format) {
    return Arrays.stream(values()).filter(k -> k.format.equals(format)).findFirst();
  }
}

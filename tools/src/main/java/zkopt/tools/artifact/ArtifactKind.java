package zkopt.tools.artifact;

import java.util.Arrays;
import java.util.Optional;
import zkopt.verifier.file.FileFormat;

/** The kinds of files that zkprove writes, with the version of each that this tool writes and reads: those of the verifier. */
public enum ArtifactKind {
  COMPILED_MODEL(FileFormat.COMPILED_MODEL),
  PROVING_DATA(FileFormat.PROVING_DATA),
  VERIFYING_KEY(FileFormat.VERIFYING_KEY),
  PROOF(FileFormat.PROOF);

  private final FileFormat format;

  ArtifactKind(FileFormat format) {
    this.format = format;
  }

  /** The kind of file as it reads after "a": {@code zkopt proof}. */
  public String format() {
    return format.name();
  }

  /** The version of the format that this tool writes and reads. */
  public int version() {
    return format.version();
  }

  /** How the names of such files end. */
  public String ending() {
    return format.ending();
  }

  /** What to do about a file of another version. */
  String remedy() {
    return format.remedy();
  }

  /** The kind of a file, from its first bytes; nothing if it is none of ours. */
  public static Optional<ArtifactKind> of(byte[] content) {
    return Envelope.header(content).flatMap(h -> named(h.getFormat()));
  }

  static Optional<ArtifactKind> named(String format) {
    return Arrays.stream(values()).filter(k -> k.format().equals(format)).findFirst();
  }
}

package zkopt.verifier.file;

import java.util.Arrays;
import java.util.Optional;
import zkopt.protocol.codec.MalformedException;

/** The kinds of files that zkprove writes. Each starts with a header that says what it is; see {@link Envelope}. */
public enum FileFormat {
  COMPILED_MODEL("zkopt compiled model", 3, ".zkc", "run 'zkprove setup' again with this version"),
  PROVING_DATA("zkopt proving data", 1, ".zkd", "delete it, or run 'zkprove setup' again with this version"),
  VERIFYING_KEY("zkopt verifying key", 2, ".vk", "take the key that a setup of this version writes, or the version that wrote this one"),
  PROOF("zkopt proof", 2, ".zkp", "prove with this version, or verify with the one that proved");

  private final String title;
  private final int version;
  private final String ending;
  private final String remedy;

  FileFormat(String title, int version, String ending, String remedy) {
    this.title = title;
    this.version = version;
    this.ending = ending;
    this.remedy = remedy;
  }

  /** As the header says it, and as it reads after "a". */
  public String title() {
    return title;
  }

  /** The one that is written and read. */
  public int version() {
    return version;
  }

  /** How the names of such files end. */
  public String ending() {
    return ending;
  }

  /** What to do about a file of another version. */
  public String remedy() {
    return remedy;
  }

  /** What a file says of itself in its first bytes; nothing if it is none of ours. */
  public static Optional<FileFormat> of(byte[] start) {
    return Envelope.titleOf(start).flatMap(title -> Arrays.stream(values()).filter(f -> f.title.equals(title)).findFirst());
  }

  /**
   * Checks the kind and the versions of a file.
   *
   * @param start of the file, at least its header
   * @return what the header says of the proof system
   * @throws MalformedException with what is wrong, as a sentence about "it"
   */
  public ProofSystem requireHeader(byte[] start) throws MalformedException {
    return Envelope.start(start, start.length, this).system();
  }

  /** As {@link #requireHeader}, and that the whole file has its checksum. */
  public ProofSystem require(byte[] content) throws MalformedException {
    return Envelope.open(content, this).system();
  }

  /** A file of ours of another kind is a mistake, where any other bytes are a bad file of this kind. @throws MalformedException naming both kinds */
  public void requireNoOther(byte[] content) throws MalformedException {
    if (of(content).filter(f -> f != this).isPresent()) requireHeader(content);
  }

  @Override
  public String toString() {
    return title + " (" + ending + ")";
  }
}

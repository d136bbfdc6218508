package zkopt.protocol;

/** What provers and verifiers must agree on beside the key; files say it of themselves. */
public final class Protocol {
  /**
   * Counts the changes of the transcript, the encodings or the arguments after which a verifier does not accept, or cannot read, what
   * was made before.
   */
  public static final int VERSION = 3;

  /** The hash of the transcript and of the trees. */
  public static final String HASH = "BLAKE3";

  private Protocol() {}
}

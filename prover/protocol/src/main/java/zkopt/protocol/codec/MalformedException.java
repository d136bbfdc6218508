package zkopt.protocol.codec;

/** Bytes that are not the canonical form of anything; the message says what is wrong and where. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedException(String message) {
    super(message, null, false, false);
  }
}

package zkopt.attack;

/** A target that an attack has no hold on; the message says what it would need. */
public final class NotApplicableException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotApplicableException(String message) {
    super(message, null, false, false);
  }
}

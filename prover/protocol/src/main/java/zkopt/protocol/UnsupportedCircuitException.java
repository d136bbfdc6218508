package zkopt.protocol;

/** A circuit that these parameters cannot prove; the message says why, in the style of diagnostics. */
public final class UnsupportedCircuitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsupportedCircuitException(String message) {
    super(message);
  }
}

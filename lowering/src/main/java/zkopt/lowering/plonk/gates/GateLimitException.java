package zkopt.lowering.plonk.gates;

/** The ranges of a gate's inputs are too wide for its constraints to be sound, or for its tables. The message says which. */
public final class GateLimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public GateLimitException(String message) {
    super(message);
  }
}

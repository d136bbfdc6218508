package zkopt.prover;

/** A witness that does not satisfy the circuit, so that there is no proof; the message names gate, row and node. */
public final class WitnessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WitnessException(String message) {
    super(message);
  }
}

package zkopt.tools.conformance;

/** A level computes something else than ONNX says, or than the level before it. */
final class WrongResultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongResultException(String message) {
    super(message);
  }
}

package zkopt.verifier.cli;

/** Bad usage or input; the message is for people. */
final class InputException extends Exception {
  private static final long serialVersionUID = 1;

  InputException(String message) {
    super(message);
  }
}

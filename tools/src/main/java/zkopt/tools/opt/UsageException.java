package zkopt.tools.opt;

/** The command line or a file is wrong; the message is for the user. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}

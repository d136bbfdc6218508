package zkopt.tools.cli;

/** The user gave something that the tool cannot work with. The message is for people: lower case, no full stop, things in single quotes. */
public class ToolException extends RuntimeException {
  public ToolException(String message) {
    super(message);
  }

  public ToolException(String message, Throwable cause) {
    super(message, cause);
  }
}

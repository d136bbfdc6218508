package zkopt.pass;

/** The text of a pipeline is wrong. The message shows the line with a caret under the place. */
public final class PipelineException extends RuntimeException {
  private final String reason;

  /** {@code at} is the index in {@code text} of the character to blame. */
  PipelineException(String reason, String text, int at) {
    super(render(reason, text, Math.min(at, text.length())));
    this.reason = reason;
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }

  private static String render(String reason, String text, int at) {
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = text.indexOf('\n', at);
    String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    long lineNumber = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = at - lineStart;
    return "<pass-pipeline>:" + lineNumber + ":" + (column + 1) + ": error: " + reason + "\n" + line + "\n" + " ".repeat(column) + "^";
  }
}

package zkopt.ir;

/** Compilation cannot go on. The reason is in the {@link DiagnosticEngine}; the message repeats its first line. */
public final class CompileException extends RuntimeException {
  public CompileException(String message) {
    super(message);
  }
}

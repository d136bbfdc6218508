package zkopt.tools.cli;

/** What a tool's process returns. */
public final class ExitCode {
  /** Done; the answer is yes. */
  public static final int GOOD = 0;
  /** Done; the answer is no: an invalid proof, a violated constraint. */
  public static final int NO = 1;
  /** Bad usage or bad input: there is no answer. */
  public static final int BAD = 2;

  private ExitCode() {}
}

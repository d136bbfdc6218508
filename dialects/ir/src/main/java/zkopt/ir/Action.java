package zkopt.ir;

/**
 * A step that may change the IR: a pass, or one attempt of a rewrite.
 *
 * @param tag its kind, by which it is counted: {@link #PASS} or {@link #REWRITE}
 * @param name which pass or rewrite
 * @param op what it is done to
 */
public record Action(String tag, String name, Operation op) {
  public static final String PASS = "pass-execution";
  public static final String REWRITE = "apply-pattern";
}

package zkopt.ir;

/**
 * A step that may change the IR: a pass, a sweep of rewrites, or one attempt of a rewrite.
 *
 * @param tag its kind, by which it is counted: {@link #PASS}, {@link #SWEEP} or {@link #REWRITE}
 * @param name which pass or rewrite, or the number of the sweep
 * @param op what it is done to
 */
public record Action(String tag, String name, Operation op) {
  public static final String PASS = "pass-execution";
  public static final String SWEEP = "GreedyPatternRewriteIteration";
  public static final String REWRITE = "apply-pattern";

  /** What is done, as mlir-opt's logs and profiles say it: they leave some quotes open. */
  public String description() {
    return switch (tag) {
      case PASS -> "`" + tag + "` running `" + name + "` on Operation `" + op.name() + "`";
      case REWRITE -> "`" + tag + " pattern: " + name;
      default -> tag + "(" + name + ")";
    };
  }
}

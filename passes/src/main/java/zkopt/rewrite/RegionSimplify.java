package zkopt.rewrite;

/** How far control flow is simplified after each sweep of rewrites. */
public enum RegionSimplify {
  /** Not at all. */
  DISABLED,
  /** What is not reached and what nothing needs is erased. */
  NORMAL,
  /** Equal blocks are merged, too, and block arguments that are always the same value replaced by it. */
  AGGRESSIVE
}

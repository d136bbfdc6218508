package zkopt.protocol;

/** What to be good at. */
public enum Profile {
  /** The shortest proving time; larger proofs. */
  FAST(2),
  BALANCED(3),
  /** The smallest proofs; proving takes longer. */
  SMALL(5);

  private final int logBlowup;

  Profile(int logBlowup) {
    this.logBlowup = logBlowup;
  }

  /** log2 of (points of the domain / rows). */
  public int logBlowup() {
    return logBlowup;
  }
}

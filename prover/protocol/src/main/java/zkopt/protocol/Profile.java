package zkopt.protocol;

/** What to be good at. */
public enum Profile {
  /** The shortest proving time; larger proofs. */
  FAST(2, 3, 5),
  BALANCED(3, 3, 5),
  /** The smallest proofs; proving takes longer. */
  SMALL(5, 4, 5);

  private final int logBlowup;
  private final int logFolding;
  private final int logFinal;

  Profile(int logBlowup, int logFolding, int logFinal) {
    this.logBlowup = logBlowup;
    this.logFolding = logFolding;
    this.logFinal = logFinal;
  }

  /** log2 of (points of the domain / rows). */
  public int logBlowup() {
    return logBlowup;
  }

  /** log2 of FRI's folding arity. */
  public int logFolding() {
    return logFolding;
  }

  /** log2 of the number of coefficients at which FRI stops. */
  public int logFinal() {
    return logFinal;
  }
}

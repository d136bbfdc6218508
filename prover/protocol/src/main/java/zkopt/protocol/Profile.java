package zkopt.protocol;

/** What to be good at. */
public enum Profile {
  /** The shortest proving time; larger proofs. */
  FAST(2, 20),
  BALANCED(3, 20),
  /** The smallest proofs; proving takes longer. */
  SMALL(6, 24);

  private final int logBlowup;
  private final int grindingBits;

  Profile(int logBlowup, int grindingBits) {
    this.logBlowup = logBlowup;
    this.grindingBits = grindingBits;
  }

  /** log2 of (points of the domain / rows). */
  public int logBlowup() {
    return logBlowup;
  }

  /** Bits of proof of work before the queries. */
  public int grindingBits() {
    return grindingBits;
  }
}

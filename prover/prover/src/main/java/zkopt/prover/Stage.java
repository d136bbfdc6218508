package zkopt.prover;

/** What the work of a proof consists of, in order. */
public enum Stage {
  LOOKUPS("count lookups", false),
  COMMIT_WITNESS("commit to the witness", true),
  PHASE2("phase 2", false),
  COMMIT_PHASE2("commit to phase 2", true),
  QUOTIENT("quotient", false),
  COMMIT_QUOTIENT("commit to the quotient", true),
  OPENINGS("open at zeta", false),
  BATCH("batch", false),
  FRI("fri", false),
  GRINDING("grinding", false),
  QUERIES("answer queries", false);

  private final String title;
  private final boolean commit;

  Stage(String title, boolean commit) {
    this.title = title;
    this.commit = commit;
  }

  /** For reports. */
  public String title() {
    return title;
  }

  /** Whether it extends and hashes columns of an oracle: the part of a proof that no prover of this kind can avoid. */
  public boolean isCommit() {
    return commit;
  }
}

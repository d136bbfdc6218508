package zkopt.verifier;

/**
 * The answer to a proof.
 *
 * @param reason why it is rejected; empty where it is accepted
 */
public record Verdict(boolean accepted, String reason) {
  static final Verdict ACCEPTED = new Verdict(true, "");

  static Verdict rejected(String reason) {
    return new Verdict(false, reason);
  }
}

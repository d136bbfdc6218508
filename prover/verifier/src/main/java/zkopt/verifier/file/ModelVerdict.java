package zkopt.verifier.file;

/**
 * The answer to a proof file.
 *
 * @param reason why it is rejected; empty where it is accepted
 * @param values what is proven; null where it is rejected
 */
public record ModelVerdict(boolean accepted, String reason, PublicValues values) {
  static ModelVerdict rejected(String reason) {
    return new ModelVerdict(false, reason, null);
  }
}

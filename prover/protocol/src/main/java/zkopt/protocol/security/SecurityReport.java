package zkopt.protocol.security;

import java.util.List;

/**
 * Proven bits of one regime and what they are the sum of. A prover that makes T hash calls succeeds with probability at most T times
 * the sum of the terms, plus about T^2 2^-digest [BCS16, theorem 7.1]: the bits are the log2 of the T at which either is no longer
 * small.
 *
 * @param multiplicity Johnson's parameter m; 0 for unique decoding
 * @param digestBits length of Merkle digests
 */
public record SecurityReport(Regime regime, int multiplicity, List<SecurityTerm> terms, int digestBits) {
  public SecurityReport {
    terms = List.copyOf(terms);
  }

  public double bits() {
    return Math.min(protocolBits(), collisionBits());
  }

  /** log2 of the hash calls that find a collision of Merkle digests. */
  public double collisionBits() {
    return digestBits / 2.0;
  }

  /** -log2 of the sum of all terms. */
  public double protocolBits() {
    return -Math.log(terms.stream().mapToDouble(t -> Math.pow(2, t.log2Error())).sum()) / Math.log(2);
  }

  /** A table for people. */
  public String print() {
    StringBuilder text = new StringBuilder("%s%s: %.1f bits proven%n".formatted(
        regime == Regime.JOHNSON ? "Johnson" : "unique decoding",
        regime == Regime.JOHNSON ? " (m = " + multiplicity + ")" : "",
        bits()));
    for (SecurityTerm term : terms) {
      if (term.log2Error() == Double.NEGATIVE_INFINITY) continue;
      text.append("  %-24s 2^%-8.1f %-46s %s%n".formatted(term.name(), term.log2Error(), term.formula(), term.source()));
    }
    text.append("  Merkle digests of %d bits: about 2^%.0f hash calls to a collision (BCS16, theorem 7.1)%n"
        .formatted(digestBits, collisionBits()));
    return text.toString();
  }
}

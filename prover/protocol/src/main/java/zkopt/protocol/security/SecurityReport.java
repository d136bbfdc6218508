package zkopt.protocol.security;

import java.util.List;

/**
 * Proven bits of one regime and what they are the sum of.
 *
 * @param multiplicity Johnson's parameter m; 0 for unique decoding
 */
public record SecurityReport(Regime regime, int multiplicity, List<SecurityTerm> terms) {
  public SecurityReport {
    terms = List.copyOf(terms);
  }

  /** -log2 of the sum of all terms. */
  public double bits() {
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
    return text.toString();
  }
}

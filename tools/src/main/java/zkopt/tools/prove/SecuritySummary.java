package zkopt.tools.prove;

import zkopt.protocol.VerifyingKey;
import zkopt.protocol.security.Regime;
import zkopt.protocol.security.SecurityReport;
import zkopt.tools.cli.Report;

/** The proven bits of a key, with all terms where they are asked for. */
final class SecuritySummary {
  private SecuritySummary() {}

  static void addTo(Report report, VerifyingKey key) {
    double johnson = key.security(Regime.JOHNSON).bits();
    double unique = key.security(Regime.UNIQUE_DECODING).bits();
    report.line("security  %.1f bits proven (Johnson regime; %.1f with unique decoding)", johnson, unique);
    report.add("securityBits", johnson).add("securityBitsUniqueDecoding", unique);
  }

  /** Adds every term, in both regimes. */
  static void addTermsTo(Report report, VerifyingKey key) {
    for (Regime regime : Regime.values()) {
      SecurityReport security = key.security(regime);
      security.print().lines().forEach(line -> report.line("%s", line));
      report.add(regime == Regime.JOHNSON ? "johnson" : "uniqueDecoding", security);
    }
  }
}

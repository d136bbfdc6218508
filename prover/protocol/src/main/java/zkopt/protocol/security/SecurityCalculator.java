package zkopt.protocol.security;

import static java.lang.Math.log;
import static java.lang.Math.max;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The proven soundness of a set of parameters, as a sum of error terms. Notation: n rows, N = n / rho points of the domain, E the
 * size of the extension field, q queries, g grinding bits, L batched polynomials, l the size of the list of codewords.
 *
 * <p>The interactive protocol is round-by-round sound with these errors [ePrint 2024/1553], so that Fiat-Shamir in the
 * random-oracle model loses a factor of the number of hash calls only, which is how bits are counted. Apart from that stands the
 * number of hash calls that finds a collision of Merkle digests.
 */
public final class SecurityCalculator {
  /** log2 of the cubic extension of Goldilocks; p is just below 2^64. */
  private static final double LOG_E = 3 * log2(0x1p64 - 0x1p32 + 1);

  private static final int MAX_MULTIPLICITY = 1 << 16;

  private SecurityCalculator() {}

  /** The fewest queries that prove {@code bits} in the Johnson regime for any circuit, at this rate. */
  public static int queries(int bits, int logBlowup, int grindingBits, int logFolding) {
    int fewest = (int) Math.max(1, (bits - grindingBits) / (logBlowup / 2.0));
    return IntStream.range(fewest, 1000)
        .filter(q -> report(SecurityInputs.worstCase(logBlowup, q, grindingBits, logFolding), Regime.JOHNSON).protocolBits() >= bits)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no number of queries proves " + bits + " bits"));
  }

  /** The terms in one regime; in the Johnson regime with the m that proves most. */
  public static SecurityReport report(SecurityInputs in, Regime regime) {
    if (regime == Regime.UNIQUE_DECODING) return new SecurityReport(regime, 0, terms(in, 0), in.digestBits());
    SecurityReport best = null;
    for (int m = 3; m < MAX_MULTIPLICITY; m = max(m + 1, m * 9 / 8)) {
      SecurityReport report = new SecurityReport(regime, m, terms(in, m), in.digestBits());
      if (best == null || report.protocolBits() > best.protocolBits()) best = report;
    }
    return best;
  }

  private static List<SecurityTerm> terms(SecurityInputs in, int m) {
    boolean johnson = m > 0;
    double logRho = -in.logBlowup();
    double logN = in.logRows() + in.logBlowup();
    double logAlpha = johnson ? logRho / 2 + log2(1 + 1 / (2.0 * m)) : log2((1 + Math.pow(2, logRho)) / 2);
    double logList = johnson ? log2(m + 0.5) - logRho / 2 : 0;
    String line = johnson ? "8 N (m+1/2)^3 / (3 rho' E)" : "N / E";
    String lineSource = johnson ? "DKT26, ePrint 2026/2056, theorem 5.12" : "BCIKS20, theorem 1.4";
    String list = johnson ? "l " : "";
    String alpha = johnson ? "(sqrt(rho) (1+1/2m))^q 2^-g" : "((1+rho)/2)^q 2^-g";

    List<SecurityTerm> terms = new ArrayList<>();
    terms.add(new SecurityTerm("contract", list + "degree / E", "Schwartz-Zippel", logList + log2(in.contractDegree()) - LOG_E));
    terms.add(new SecurityTerm("copies", list + "2 wired cells / E", "GWC19, lemma A.3", logList + 1 + log2(in.wiredCells()) - LOG_E));
    terms.add(new SecurityTerm("lookups", list + "2 (lookups + table rows) w / E", "ePrint 2022/1530, lemma 5", logList + 1 + log2(in.lookups()) - LOG_E));
    terms.add(new SecurityTerm("combination", list + "(identities - 1) / E", "Schwartz-Zippel", logList + log2(in.identities() - 1) - LOG_E));
    terms.add(new SecurityTerm("out of domain", list + "(d n + openings) / E", "ePrint 2021/582, theorem 4",
        logList + log2(in.degree() * Math.pow(2, in.logRows()) + in.openings()) - LOG_E));
    terms.add(new SecurityTerm("batching", "(L-1) " + line, lineSource, log2(in.openings()) + logLine(logN, logRho, m)));
    for (int i = 0; i < in.logFolding().length; i++) {
      int a = 1 << in.logFolding()[i];
      String roundLine = line.replace("N", "N_" + (i + 1));
      terms.add(new SecurityTerm("fold " + (i + 1) + " by " + a, "(a-1) " + roundLine, lineSource, log2(a - 1) + logLine(logN, logRho, m)));
      logN -= in.logFolding()[i];
    }
    terms.add(new SecurityTerm("queries and grinding", alpha, johnson ? "BCIKS20, theorem 8.3" : "BBHR18",
        in.queries() * logAlpha - in.grindingBits()));
    return terms;
  }

  /** Of the share of bad points on a line of words of length N. In the theorem's rate rho' the degree stands, one less than the dimension. */
  private static double logLine(double logN, double logRho, int m) {
    if (m == 0) return logN - LOG_E;
    double logDegree = log2(max(1, Math.pow(2, logN + logRho) - 1));
    return logN + 3 + 3 * log2(m + 0.5) - log2(3) - (logDegree - logN) - LOG_E;
  }

  private static double log2(double x) {
    return x <= 0 ? Double.NEGATIVE_INFINITY : log(x) / log(2);
  }
}

package zkopt.protocol.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calculator against numbers computed elsewhere, and its behaviour. */
class SecurityCalculatorTest {
  private static SecurityInputs inputs(int logRows, int logBlowup, int queries) {
    return new SecurityInputs(logRows, logBlowup, queries, 16, new int[] {3, 3, 2}, 200, 9, 100, 1e6, 1e6, 1e6, 208);
  }

  /** Numbers made apart from this code: 100 bits with 16 bits of grinding, m large but not optimised (so 1/2 may need fewer). */
  @ParameterizedTest
  @CsvSource({"1,171", "2,85", "3,57", "4,43", "5,34"})
  void queriesForHundredBits(int logBlowup, int queries) {
    assertEquals(queries, SecurityCalculator.queries(100, logBlowup, 16, 3), logBlowup == 1 ? 2 : 0);
  }

  @Test
  void queryTermOfUniqueDecoding() {
    SecurityReport report = SecurityCalculator.report(inputs(13, 3, 100), Regime.UNIQUE_DECODING);
    double expected = 100 * Math.log(9.0 / 16) / Math.log(2) - 16;
    assertEquals(expected, last(report).log2Error(), 1e-9);
    assertTrue(report.bits() <= -expected);
  }

  @Test
  void commitTermsOfUniqueDecoding() {
    SecurityReport report = SecurityCalculator.report(inputs(13, 3, 100), Regime.UNIQUE_DECODING);
    SecurityTerm fold = report.terms().stream().filter(t -> t.name().equals("fold 1 by 8")).findFirst().orElseThrow();
    assertEquals(16 + Math.log(7) / Math.log(2) - 192, fold.log2Error(), 1e-6);
  }

  /** The theorem's rate is that of the degree, 511 of 2,048, not that of the 512 coefficients. */
  @Test
  void batchingTermOfJohnson() {
    SecurityReport report = SecurityCalculator.report(inputs(9, 2, 81), Regime.JOHNSON);
    SecurityTerm batching = report.terms().stream().filter(t -> t.name().equals("batching")).findFirst().orElseThrow();
    double bad = 8 * 2048 * Math.pow(report.multiplicity() + 0.5, 3) / (3 * 511 / 2048.0);
    assertEquals(Math.log(200 * bad) / Math.log(2) - 192, batching.log2Error(), 1e-6);
  }

  @Test
  void moreQueriesProveMoreUntilTheOtherTermsRule() {
    double before = 0;
    for (int queries = 10; queries <= 60; queries += 10) {
      double bits = SecurityCalculator.report(inputs(13, 3, queries), Regime.JOHNSON).bits();
      assertTrue(bits > before + 10, queries + " queries: " + bits);
      before = bits;
    }
    SecurityReport many = SecurityCalculator.report(inputs(13, 3, 900), Regime.JOHNSON);
    assertTrue(many.protocolBits() > 140 && many.protocolBits() < 170, "ceiling " + many.protocolBits());
    assertEquals(104, many.bits(), "digests of 208 bits collide");
  }

  @Test
  void johnsonProvesMoreThanUniqueDecodingPerQuery() {
    double johnson = SecurityCalculator.report(inputs(13, 3, 57), Regime.JOHNSON).bits();
    double unique = SecurityCalculator.report(inputs(13, 3, 57), Regime.UNIQUE_DECODING).bits();
    assertTrue(johnson > unique + 30, johnson + " and " + unique);
  }

  @Test
  void reportIsPrinted() {
    String text = SecurityCalculator.report(inputs(13, 3, 57), Regime.JOHNSON).print();
    assertTrue(text.startsWith("Johnson (m = "), text);
    assertTrue(text.contains("queries and grinding"), text);
  }

  private static SecurityTerm last(SecurityReport report) {
    return report.terms().getLast();
  }
}

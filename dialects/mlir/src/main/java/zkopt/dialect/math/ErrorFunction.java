package zkopt.dialect.math;

/** The error function. */
final class ErrorFunction {
  private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

  private ErrorFunction() {}

  /**
   * erf(x) to about double precision: the Maclaurin series with all terms positive (Abramowitz and Stegun 7.1.6) below 3, the
   * continued fraction of erfc (7.1.14) above.
   */
  static double erf(double x) {
    if (Double.isNaN(x)) return x;
    if (x < 0) return -erf(-x);
    if (x > 6) return 1;
    return x < 3 ? series(x) : 1 - complement(x);
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_SQRT_PI * Math.exp(-x * x) * sum;
  }

  private static double complement(double x) {
    double fraction = 0;
    for (int n = 60; n >= 1; n--) fraction = n / 2.0 / (x + fraction);
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
  }
}

package zkopt.circuit;

/** How integers stand in the field of the circuit, Goldilocks: p = 2^64 - 2^32 + 1. Arithmetic lives with the prover. */
public final class Field {
  /** The modulus, as an unsigned long. */
  public static final long MODULUS = 0xFFFFFFFF00000001L;

  private Field() {}

  /** The canonical element for an integer of absolute value below p/2. */
  public static long encode(long signed) {
    return signed < 0 ? signed + MODULUS : signed;
  }

  /** The integer nearest zero that stands for the inverse of {@code signed}, of absolute value below p/2; 0 for 0. */
  public static long inverse(long signed) {
    if (signed == 0) return 0;
    // Euclid's algorithm; the coefficients stay below p/2, as the rest before 1 is at least 2
    long high = MODULUS;
    long low = Math.abs(signed);
    long coefficientOfHigh = 0;
    long coefficient = 1;
    while (low != 1) {
      long quotient = Long.divideUnsigned(high, low);
      long rest = high - quotient * low;
      high = low;
      low = rest;
      long next = coefficientOfHigh - quotient * coefficient;
      coefficientOfHigh = coefficient;
      coefficient = next;
    }
    return signed < 0 ? -coefficient : coefficient;
  }

  /** The integer nearest zero that {@code canonical} stands for: negative above p/2. */
  public static long decode(long canonical) {
    return Long.compareUnsigned(canonical, MODULUS >>> 1) > 0 ? canonical - MODULUS : canonical;
  }
}

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

  /** The integer nearest zero that {@code canonical} stands for: negative above p/2. */
  public static long decode(long canonical) {
    return Long.compareUnsigned(canonical, MODULUS >>> 1) > 0 ? canonical - MODULUS : canonical;
  }
}

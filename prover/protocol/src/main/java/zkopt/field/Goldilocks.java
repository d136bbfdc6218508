package zkopt.field;

/**
 * The prime field of {@code p = 2^64 - 2^32 + 1}. An element is a {@code long} read as unsigned, always canonical: every method
 * takes and gives values below {@code p}. Reduction uses {@code 2^64 = 2^32 - 1} and {@code 2^96 = -1} (mod p).
 */
public final class Goldilocks {
  /** p, as an unsigned long. */
  public static final long MODULUS = 0xFFFF_FFFF_0000_0001L;
  /** 2^64 mod p. */
  public static final long EPSILON = 0xFFFF_FFFFL;
  /** A generator of the multiplicative group. */
  public static final long GENERATOR = 7;
  /** The largest k for which 2^k divides p - 1. */
  public static final int TWO_ADICITY = 32;

  private static final long[] ROOTS = rootsOfUnity();

  private Goldilocks() {}

  /** Whether {@code a}, read as unsigned, is below p. */
  public static boolean isCanonical(long a) {
    return Long.compareUnsigned(a, MODULUS) < 0;
  }

  public static long add(long a, long b) {
    return sub(a, MODULUS - b);
  }

  /** a - b; {@code b} may also be p itself. */
  public static long sub(long a, long b) {
    long d = a - b;
    return d - (EPSILON & -borrow(a, b));
  }

  public static long neg(long a) {
    return sub(0, a);
  }

  public static long mul(long a, long b) {
    return reduce(Math.unsignedMultiplyHigh(a, b), a * b);
  }

  public static long square(long a) {
    return mul(a, a);
  }

  /** The 128-bit number {@code hi * 2^64 + lo} mod p. */
  public static long reduce(long hi, long lo) {
    long top = hi >>> 32;
    long low = hi & EPSILON;
    long t = lo - top;
    t -= EPSILON & -borrow(lo, top);
    long s = (low << 32) - low;
    long r = t + s;
    r += EPSILON & -borrow(r, s);
    return canonical(r);
  }

  /** Any unsigned 64-bit number mod p. */
  public static long canonical(long a) {
    return a - (MODULUS & (borrow(a, MODULUS) - 1));
  }

  /** 1 if a is below b, both unsigned, else 0. A comparison, as C2 then predicts or moves, twice as fast as arithmetic on bits. */
  private static long borrow(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  /** {@code base} to the unsigned power {@code exponent}. */
  public static long pow(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long e = exponent; e != 0; e >>>= 1) {
      if ((e & 1) != 0) {
        result = mul(result, square);
      }
      square = mul(square, square);
    }
    return result;
  }

  /**
   * 1/a, and 0 for 0: a to the power {@code p - 2 = (2^32 - 1) 2^32 - 1 = 2^33 (2^31 - 1) + 2^32 - 1}, with powers {@code 2^k - 1} on
   * the way: 63 squarings and 9 products.
   */
  public static long inverse(long a) {
    long ones2 = mul(square(a), a);
    long ones3 = mul(square(ones2), a);
    long ones6 = mul(squares(ones3, 3), ones3);
    long ones12 = mul(squares(ones6, 6), ones6);
    long ones24 = mul(squares(ones12, 12), ones12);
    long ones30 = mul(squares(ones24, 6), ones6);
    long ones31 = mul(square(ones30), a);
    long ones32 = mul(square(ones31), a);
    return mul(squares(ones31, 33), ones32);
  }

  /** a to the power {@code 2^count}. */
  private static long squares(long a, int count) {
    long power = a;
    for (int i = 0; i < count; i++) {
      power = square(power);
    }
    return power;
  }

  /** 1/a for each a, 0 for 0, at the cost of one inversion and three multiplications each. */
  public static long[] batchInverse(long[] values) {
    long[] result = new long[values.length];
    long product = 1;
    for (int i = 0; i < values.length; i++) {
      result[i] = product;
      product = mul(product, orOne(values[i]));
    }
    long inverse = inverse(product);
    for (int i = values.length - 1; i >= 0; i--) {
      result[i] = values[i] == 0 ? 0 : mul(result[i], inverse);
      inverse = mul(inverse, orOne(values[i]));
    }
    return result;
  }

  private static long orOne(long a) {
    return a == 0 ? 1 : a;
  }

  /** The element that a signed integer stands for. */
  public static long fromSigned(long value) {
    return value >= 0 ? canonical(value) : sub(0, canonical(-value));
  }

  /** The integer of least magnitude, in (-p/2, p/2), that {@code a} stands for. */
  public static long toSigned(long a) {
    return Long.compareUnsigned(a, MODULUS >>> 1) <= 0 ? a : a - MODULUS;
  }

  /** {@code GENERATOR^((p-1)/2^log)}, a primitive root of unity of order {@code 2^log}, {@code 0 <= log <= 32}. */
  public static long rootOfUnity(int log) {
    return ROOTS[log];
  }

  private static long[] rootsOfUnity() {
    long[] roots = new long[TWO_ADICITY + 1];
    roots[TWO_ADICITY] = pow(GENERATOR, (MODULUS - 1) >>> TWO_ADICITY);
    for (int log = TWO_ADICITY; log > 0; log--) {
      roots[log - 1] = square(roots[log]);
    }
    return roots;
  }
}

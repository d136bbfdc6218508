package zkopt.field;

/**
 * An element {@code c0 + c1 X + c2 X^2} of the cubic extension {@code F[X]/(X^3 - X - 1)} of {@link Goldilocks}; all three
 * coefficients canonical. It is the field that challenges are drawn from.
 */
public record Ext3(long c0, long c1, long c2) {
  /** The degree over the base field. */
  public static final int DEGREE = 3;

  public static final Ext3 ZERO = new Ext3(0, 0, 0);
  public static final Ext3 ONE = new Ext3(1, 0, 0);

  /** The base field element {@code a}. */
  public static Ext3 of(long a) {
    return new Ext3(a, 0, 0);
  }

  public boolean isZero() {
    return (c0 | c1 | c2) == 0;
  }

  /** Whether all coefficients are below p; to be asked of whatever was read from outside. */
  public boolean isCanonical() {
    return Goldilocks.isCanonical(c0) && Goldilocks.isCanonical(c1) && Goldilocks.isCanonical(c2);
  }

  public Ext3 add(Ext3 b) {
    return new Ext3(Goldilocks.add(c0, b.c0), Goldilocks.add(c1, b.c1), Goldilocks.add(c2, b.c2));
  }

  public Ext3 sub(Ext3 b) {
    return new Ext3(Goldilocks.sub(c0, b.c0), Goldilocks.sub(c1, b.c1), Goldilocks.sub(c2, b.c2));
  }

  public Ext3 addBase(long b) {
    return new Ext3(Goldilocks.add(c0, b), c1, c2);
  }

  public Ext3 subBase(long b) {
    return new Ext3(Goldilocks.sub(c0, b), c1, c2);
  }

  public Ext3 neg() {
    return ZERO.sub(this);
  }

  /** Karatsuba's product, six multiplications, with {@code X^3 = X + 1} and {@code X^4 = X^2 + X}. */
  public Ext3 mul(Ext3 b) {
    long p0 = Goldilocks.mul(c0, b.c0);
    long p1 = Goldilocks.mul(c1, b.c1);
    long p2 = Goldilocks.mul(c2, b.c2);
    long x1 = cross(c0, c1, b.c0, b.c1, p0, p1);
    long x2 = Goldilocks.add(cross(c0, c2, b.c0, b.c2, p0, p2), p1);
    long x3 = cross(c1, c2, b.c1, b.c2, p1, p2);
    return new Ext3(
        Goldilocks.add(p0, x3), Goldilocks.add(Goldilocks.add(x1, x3), p2), Goldilocks.add(x2, p2));
  }

  /** a0 b1 + a1 b0, the products a0 b0 and a1 b1 given. */
  private static long cross(long a0, long a1, long b0, long b1, long p0, long p1) {
    long all = Goldilocks.mul(Goldilocks.add(a0, a1), Goldilocks.add(b0, b1));
    return Goldilocks.sub(Goldilocks.sub(all, p0), p1);
  }

  public Ext3 mulBase(long b) {
    return new Ext3(Goldilocks.mul(c0, b), Goldilocks.mul(c1, b), Goldilocks.mul(c2, b));
  }

  public Ext3 square() {
    return mul(this);
  }

  /** This to the unsigned power {@code exponent}. */
  public Ext3 pow(long exponent) {
    Ext3 result = ONE;
    Ext3 square = this;
    for (long e = exponent; e != 0; e >>>= 1) {
      if ((e & 1) != 0) {
        result = result.mul(square);
      }
      square = square.square();
    }
    return result;
  }

  /** 1/this, and 0 for 0: the first row of the cofactors of the matrix of "times this", over its determinant, the norm. */
  public Ext3 inverse() {
    long s = Goldilocks.add(c0, c2);
    long t = Goldilocks.add(c1, c2);
    long k0 = Goldilocks.sub(Goldilocks.mul(s, s), Goldilocks.mul(t, c1));
    long k1 = Goldilocks.sub(Goldilocks.mul(t, c2), Goldilocks.mul(c1, s));
    long k2 = Goldilocks.sub(Goldilocks.mul(c1, c1), Goldilocks.mul(s, c2));
    long norm = Goldilocks.add(
        Goldilocks.add(Goldilocks.mul(c0, k0), Goldilocks.mul(c2, k1)), Goldilocks.mul(c1, k2));
    return new Ext3(k0, k1, k2).mulBase(Goldilocks.inverse(norm));
  }

  /** 1/a for each a, 0 for 0, at the cost of one inversion and three multiplications each. */
  public static Ext3[] batchInverse(Ext3[] values) {
    Ext3[] result = new Ext3[values.length];
    Ext3 product = ONE;
    for (int i = 0; i < values.length; i++) {
      result[i] = product;
      product = product.mul(values[i].orOne());
    }
    Ext3 inverse = product.inverse();
    for (int i = values.length - 1; i >= 0; i--) {
      result[i] = values[i].isZero() ? ZERO : result[i].mul(inverse);
      inverse = inverse.mul(values[i].orOne());
    }
    return result;
  }

  private Ext3 orOne() {
    return isZero() ? ONE : this;
  }

  /** As hexadecimal coefficients, lowest first. */
  @Override
  public String toString() {
    return "[0x%x, 0x%x, 0x%x]".formatted(c0, c1, c2);
  }
}

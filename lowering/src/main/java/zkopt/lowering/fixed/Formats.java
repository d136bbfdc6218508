package zkopt.lowering.fixed;

import zkopt.dialect.fixed.QType;

/**
 * How values are represented: all in one type, or each in a type that its range decides.
 *
 * <p>In the second case a value that is not whole has 24 magnitude bits, which fill two cells of a range check, or 12 where that is enough
 * for the precision that is wanted. It has {@value #USUAL_FRAC} fraction bits, so that few gates are needed and products are rescaled by one
 * cell; more where {@code precision} bits of its largest value need more, fewer where its range leaves fewer. Whole values have no fraction
 * bits and just the width that they need.
 *
 * <p>With {@code limbBits}, a value that calibration observed has, sign included, just as many bits as one limb, where that leaves it enough
 * fraction bits; and what is rounded to it is preferably shifted by whole limbs, so that the remainder fills them as well.
 *
 * @param uniform the one type of everything that is neither whole, nor a weight, nor an exact sum or product; null when ranges decide
 * @param precision the bits that the largest of the values should have at least
 * @param weightFrac fraction bits of weights, unless an accumulator would not fit
 * @param limbBits the width of a cell of a range check that observed values should fill; 0 for none
 */
record Formats(QType uniform, int precision, int weightFrac, int limbBits) {
  /** Infinities, as in masks, are this large: beyond what exponentials tell apart, with room for what is added to them. */
  static final double INFINITY = 0x1p11;
  private static final int WIDE = 24;
  private static final int NARROW = 12;
  /** Narrow values leave two bits of headroom. */
  private static final int MOST_NARROW_PRECISION = NARROW - 2;
  private static final int USUAL_FRAC = 12;
  private static final int STEP = 4;
  private static final int MOST_FRAC = 24;
  /** What is proven less well and was not observed is supposed to be below this power of two. */
  private static final int SUPPOSED_BITS = 12;
  /** What was observed may become larger by this factor. */
  private static final double HEADROOM = 2;
  /** A value of one limb has at least so many fraction bits, */
  private static final int LEAST_LIMB_FRAC = 8;
  /** more than usual only as far as so many bits more than the precision need them, */
  private static final int FINER = 2;
  /** and up to so many fewer than it has room for where the remainder then is whole limbs. */
  private static final int SPARED_FRAC = 4;
  private static final int MOST_EXACT_WIDTH = 40;
  /** Sums of values of one limb are that much wider. */
  private static final int MOST_CARRIES = 2;
  /** Weights have at least so many bits in the root of their mean square: rounding them adds about as much noise to a sum as it has precision. */
  private static final int LEAST_WEIGHT_BITS = 10;
  /** Where only zeros were observed, in reals, values may be this many units off. */
  private static final int FEW_ROUNDINGS = 64;
  /** Constant factors are kept to this many fraction bits when they are not exact with fewer; small ones to more. */
  private static final int CONSTANT_FRAC = 24;
  private static final double LEAST_SIGNIFICANT = 0x1p15;
  static final int MOST_CONSTANT_FRAC = 48;

  static Formats uniform(QType type, int weightFrac) {
    return new Formats(type, type.frac(), weightFrac, 0);
  }

  static Formats byRange(int precision, int weightFrac, int limbBits) {
    return new Formats(null, precision, weightFrac, limbBits);
  }

  static Interval range(QType type) {
    return new Interval(-type.max(), type.max());
  }

  /** What a value of this type is expected to be after it was observed, with room for more. */
  static Interval expected(Observed observed, QType type) {
    double expected = Math.scalb(HEADROOM * observed.magnitude(), type.frac());
    boolean onlyZeros = expected == 0 && type.frac() > 0;
    long most = (long) Math.ceil(Math.min(onlyZeros ? FEW_ROUNDINGS : expected, type.max()));
    return new Interval(-most, most);
  }

  /** With as many fraction bits as ranges leave. */
  Formats finest() {
    return uniform != null ? this : new Formats(null, WIDE, weightFrac, 0);
  }

  /** The magnitude bits of settled values that are not whole. */
  int magnitudeBits() {
    return uniform != null ? uniform.magnitudeBits() : precision <= MOST_NARROW_PRECISION ? NARROW : WIDE;
  }

  /** The narrowest type that holds the values. */
  static QType narrowest(int frac, Interval bounds) {
    return new QType(Math.max(2, bounds.magnitudeBits() + 1), frac);
  }

  /** The type of values with {@code frac} fraction bits: that of other settled values when it holds them, else the narrowest. */
  QType typeFor(int frac, Interval bounds) {
    boolean common = uniform == null ? frac >= STEP && frac <= MOST_FRAC : frac == uniform.frac();
    return common && bounds.magnitudeBits() <= magnitudeBits() ? new QType(magnitudeBits() + 1, frac) : narrowest(frac, bounds);
  }

  /** The type of a sum or difference of two values with one binary point: where they are narrow, the narrowest that needs no range check. */
  QType sumType(QType a, QType b, Interval bounds) {
    int width = Math.max(a.width(), b.width()) + 1;
    return limbBits > 0 && width <= limbBits + MOST_CARRIES ? new QType(width, a.frac()) : typeFor(a.frac(), bounds);
  }

  /** The type of the larger or smaller of two values: theirs, where they are narrow and it holds the bounds. */
  QType extremumType(QType a, QType b, Interval bounds) {
    QType wider = a.width() > b.width() ? a : b;
    return limbBits > 0 && wider.width() <= limbBits && wider.holds(bounds.lo()) && wider.holds(bounds.hi()) ? wider : typeFor(a.frac(), bounds);
  }

  /** Whether a value of this type is multiplied and compared as it is. */
  boolean isSettled(QType type) {
    return type.width() <= magnitudeBits() + 1 && (uniform == null ? type.frac() <= MOST_FRAC : type.frac() == 0 || type.frac() == uniform.frac());
  }

  /** Whether the gate that rescales a value with so many fraction bits cannot wrap. */
  boolean canBeSettled(int frac) {
    return frac - (uniform == null ? USUAL_FRAC : uniform.frac()) + magnitudeBits() + 1 < QType.MAX_WIDTH;
  }

  /** The type in which the values are settled. @param observed null when nothing is known beside the proven {@code bounds} */
  QType settled(int frac, Interval bounds, Observed observed) {
    if (frac == 0) return narrowest(0, bounds);
    QType type = forMagnitude(Math.scalb((double) bounds.magnitude(), -frac), frac, observed);
    int spared = limbBits == 0 || frac == type.frac() ? 0 : Math.floorMod(type.frac() - frac, limbBits);
    return type.width() == limbBits && spared <= SPARED_FRAC && type.frac() - spared >= LEAST_LIMB_FRAC ? new QType(limbBits, type.frac() - spared) : type;
  }

  /**
   * The fraction bits of a weight whose products, added up and rounded to the format of what was observed, leave a remainder of one limb.
   *
   * @param frac of the other factor
   * @param magnitude the root of the mean square of the weights
   */
  int weightFrac(int frac, double magnitude, Observed sums) {
    QType type = limbBits == 0 || frac == 0 || sums == null ? null : oneLimb(sums);
    if (type == null) return weightFrac;
    int wanted = limbBits + type.frac() - frac;
    return wanted + Math.getExponent(Math.max(magnitude, Double.MIN_NORMAL)) < LEAST_WEIGHT_BITS ? weightFrac : Math.min(wanted, weightFrac);
  }

  /** The type of a value that one limb is enough for; or null. */
  private QType oneLimb(Observed observed) {
    int integerBits = Math.getExponent(HEADROOM * observed.magnitude()) + 1;
    int room = limbBits - 1 - integerBits;
    if (precision <= MOST_NARROW_PRECISION || precision >= limbBits - 1 || room < LEAST_LIMB_FRAC) return null;
    return new QType(limbBits, Math.min(Math.min(room, MOST_FRAC), Math.max(USUAL_FRAC + 1, precision + FINER - integerBits)));
  }

  /** The fraction bits of what becomes a term of these sums: no more than they have. @param sums null when they are not known */
  int addendFrac(int frac, Observed sums) {
    QType type = limbBits == 0 || sums == null ? null : oneLimb(sums);
    return type == null ? frac : Math.min(frac, type.frac());
  }

  /** The type of what is stored, {@code settled} before, with so many fraction bits: where formats fill limbs, that which it is rounded to. */
  QType storedType(QType settled, int frac, Interval bounds, Observed observed) {
    if (limbBits == 0) return typeFor(frac, bounds);
    return settled.frac() == frac ? settled : roundedType(frac, bounds, observed);
  }

  /** The type of what is rounded to so many fraction bits. */
  private QType roundedType(int frac, Interval bounds, Observed observed) {
    QType limb = observed == null ? null : oneLimb(observed);
    return limb != null && limb.frac() >= frac ? new QType(limbBits, frac) : typeFor(frac, bounds);
  }

  /** Whether a value of this type that is only added up is not rounded before. */
  boolean staysExact(QType type) {
    return limbBits > 0 && type.width() <= MOST_EXACT_WIDTH;
  }

  /**
   * As {@link #settled}, for reals.
   *
   * @param proven no magnitude is larger
   * @param most fraction bits beyond which nothing is known
   */
  QType forMagnitude(double proven, int most, Observed observed) {
    if (uniform != null) return uniform;
    QType limb = limbBits == 0 || observed == null || observed.magnitude() == 0 ? null : oneLimb(observed);
    if (limb != null) return new QType(limbBits, Math.min(limb.frac(), most));
    double expected = observed == null ? Math.scalb(1.0, SUPPOSED_BITS) - 1 : HEADROOM * observed.magnitude();
    int integerBits = Math.getExponent(Math.min(proven, expected)) + 1;
    int room = magnitudeBits() - integerBits;
    int wanted = magnitudeBits() == NARROW ? room : Math.max(USUAL_FRAC, Math.ceilDiv(precision - integerBits, STEP) * STEP);
    int frac = Math.clamp(Math.min(wanted, room), 0, Math.min(most, MOST_FRAC));
    return new QType(Math.max(magnitudeBits(), integerBits) + 1, frac);
  }

  /** Whether a constant that is added should not have so few fraction bits unless it is exact with them. */
  boolean isCoarse(int frac) {
    return frac < (uniform == null ? STEP : uniform.frac());
  }

  /** The fraction bits of a constant that is compared with or added to whole numbers. */
  int fracOf(double c) {
    return uniform != null ? uniform.frac() : Math.min(constantFrac(c), forMagnitude(Math.abs(finite(c)), MOST_FRAC, null).frac());
  }

  static double finite(double c) {
    return Double.isInfinite(c) ? Math.copySign(INFINITY, c) : c;
  }

  /** The fraction bits that represent a constant factor exactly, or well. */
  static int constantFrac(double c) {
    int frac = 0;
    while (frac < CONSTANT_FRAC && !isWhole(c, frac)) frac++;
    while (frac < MOST_CONSTANT_FRAC && !isWhole(c, frac) && Math.abs(Math.scalb(c, frac)) < LEAST_SIGNIFICANT) frac++;
    while (frac > 0 && Math.abs(Math.scalb(c, frac)) >= 1L << (CONSTANT_FRAC + 8)) frac--;
    return frac;
  }

  /** The fraction bits that represent a float32 exactly, at most {@value #MOST_CONSTANT_FRAC}. */
  static int exactFrac(double c) {
    int frac = 0;
    while (frac < MOST_CONSTANT_FRAC && !isWhole(c, frac)) frac++;
    return frac;
  }

  private static boolean isWhole(double c, int frac) {
    return Math.rint(Math.scalb(c, frac)) == Math.scalb(c, frac);
  }

  /** The nearest integer to {@code c * 2^frac}, halves up. */
  static long quantize(double c, int frac) {
    double scaled = Math.floor(Math.scalb(c, frac) + 0.5);
    if (!(Math.abs(scaled) < 0x1p62)) throw new ArithmeticException("the constant " + c + " needs more than 62 bits");
    return (long) scaled;
  }
}

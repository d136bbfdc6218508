package zkopt.dialect.fixed;

/**
 * The one definition of what the fixed-point operations compute, as exact integer functions. Interpreters and folders call these;
 * the gates of the plonk level and the table must agree with them bit for bit. A result that the result type cannot hold is an
 * {@link ArithmeticException}, never a wrap.
 */
public final class FixedSemantics {
  /** Fraction bits of the entries of the two exponential tables. */
  public static final int EXP_TABLE_FRAC = 18;

  private FixedSemantics() {}

  /** {@code n}, when {@code type} holds it. */
  public static long checked(long n, QType type) {
    if (!type.holds(n)) throw new ArithmeticException(n + " does not fit '" + type + "'");
    return n;
  }

  public static long binary(BinaryOp.Kind kind, long a, QType typeA, long b, QType typeB, QType result) {
    return switch (kind) {
      case ADD -> checked(Math.addExact(a, b), result);
      case SUB -> checked(Math.subtractExact(a, b), result);
      case MUL -> checked(Math.multiplyExact(a, b), result);
      case MAX -> checked(Math.max(a, b), result);
      case MIN -> checked(Math.min(a, b), result);
      case DIV -> divide(a, typeA, b, typeB, result);
      case DIV_EVEN -> divideEven(a, typeA, b, typeB, result);
      case LESS -> a < b ? 1 : 0;
      case EQUAL -> a == b ? 1 : 0;
    };
  }

  public static long unary(UnaryOp.Kind kind, long x, QType type, QType result) {
    return switch (kind) {
      case NEG -> checked(Math.negateExact(x), result);
      case EXP -> exp(x, type, result);
      case SQRT -> sqrt(x, type, result);
      default -> kind.interpolation().evaluate(x, type, result);
    };
  }

  /** floor(sqrt(x * 2^k)) for k = {@link #sqrtShift}. @throws ArithmeticException also when x is negative */
  public static long sqrt(long x, QType type, QType result) {
    if (x < 0) throw new ArithmeticException("square root of " + x + ", which is negative");
    long square = shiftLeftExact(x, sqrtShift(type, result));
    long root = (long) Math.sqrt((double) square);
    while (root * root > square) root--;
    while ((root + 1) * (root + 1) <= square) root++;
    return checked(root, result);
  }

  /** The power of two by which the argument of a square root is scaled up. */
  public static int sqrtShift(QType type, QType result) {
    return 2 * result.frac() - type.frac();
  }

  /** floor(x / 2^s + 1/2) for s = the fraction bits dropped (round half up); x * 2^-s, exactly, when s is not positive. */
  public static long rescale(long x, QType from, QType to) {
    int s = from.frac() - to.frac();
    if (s <= 0) return checked(shiftLeftExact(x, -s), to);
    return checked((x + (1L << (s - 1))) >> s, to);
  }

  /**
   * floor(a * 2^k / b + 1/2) for k = the fraction bits of the result and of b less those of a.
   *
   * @throws ArithmeticException also when b is not positive
   */
  public static long divide(long a, QType typeA, long b, QType typeB, QType result) {
    if (b <= 0) throw new ArithmeticException("division by " + b + ", which is not positive");
    int k = divideShift(typeA, typeB, result);
    long numerator = shiftLeftExact(a, Math.max(k, 0));
    long denominator = shiftLeftExact(b, Math.max(-k, 0));
    return checked(Math.floorDiv(Math.addExact(Math.multiplyExact(2, numerator), denominator), Math.multiplyExact(2, denominator)), result);
  }

  /** As {@link #divide}, but a quotient halfway between two integers becomes the even one. */
  public static long divideEven(long a, QType typeA, long b, QType typeB, QType result) {
    if (b <= 0) throw new ArithmeticException("division by " + b + ", which is not positive");
    int k = divideShift(typeA, typeB, result);
    long numerator = Math.multiplyExact(2, shiftLeftExact(a, Math.max(k, 0)));
    long denominator = shiftLeftExact(b, Math.max(-k, 0));
    long twice = Math.multiplyExact(2, denominator);
    long up = Math.floorDiv(Math.addExact(numerator, denominator), twice);
    boolean isTie = Math.floorMod(Math.addExact(numerator, denominator), twice) == 0;
    return checked(isTie && (up & 1) != 0 ? up - 1 : up, result);
  }

  /** The power of two by which the dividend is scaled up (negative: the divisor). */
  public static int divideShift(QType dividend, QType divisor, QType result) {
    return result.frac() + divisor.frac() - dividend.frac();
  }

  /**
   * The exponential of x <= 0 as a product of two table entries: with t = -x split at its binary point into hi and lo,
   * round_half_up(high[hi] * low[lo] * 2^(f - 36)) for the f fraction bits of the result.
   *
   * @throws ArithmeticException also when x is positive
   */
  public static long exp(long x, QType type, QType result) {
    if (x > 0) throw new ArithmeticException("exponential of " + x + ", which is positive");
    long t = -x;
    long product = expHigh(t >> type.frac()) * expLow(t & ((1L << type.frac()) - 1), type.frac());
    return rescale(product, new QType(QType.MAX_WIDTH, 2 * EXP_TABLE_FRAC), result);
  }

  /** round(exp(-hi) * 2^18). */
  public static long expHigh(long hi) {
    return tableEntry(-(double) hi);
  }

  /** round(exp(-lo / 2^frac) * 2^18). */
  public static long expLow(long lo, int frac) {
    return tableEntry(-Math.scalb((double) lo, -frac));
  }

  private static long tableEntry(double exponent) {
    return Math.round(StrictMath.exp(exponent) * (1L << EXP_TABLE_FRAC));
  }

  static long shiftLeftExact(long x, int s) {
    if (s > 62) throw new ArithmeticException(x + " is shifted left by " + s + " bits");
    return Math.multiplyExact(x, 1L << s);
  }
}

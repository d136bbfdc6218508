package zkopt.dialect.fixed;

import java.util.function.DoubleUnaryOperator;

/**
 * How far the operations of {@link FixedSemantics} may be from those of reals: running error analysis (Higham, Accuracy and Stability of
 * Numerical Algorithms, 3.3). Of each operation: operands that are off by so much at most give a result that is off by so much at most. With
 * u = 2^-f for the f fraction bits of the result, beside what operands pass on:
 *
 * <ul>
 *   <li>add, sub, mul, neg, max, min, less, equal, a rescale to no fewer bits: nothing, they are exact
 *   <li>rescale, div: u/2
 *   <li>sqrt, which is rounded down: u
 *   <li>exp: u/2, and 2^-18 for the two table entries
 *   <li>interpolated functions: u/2, 2^-19 for the knots, the distance between function and line, and beyond the domain what the function
 *       still changes
 *   <li>less and equal are 0 or 1: off by 1 where the operands may be in either order
 *   <li>roundings to whole numbers that the model asks for ({@link FixedDialect#WHOLE}): the distance to whatever whole number the exact
 *       operand may be rounded to; 0 for an exact operand
 * </ul>
 */
public final class FixedErrors {
  private FixedErrors() {}

  /** The real that {@code n} stands for. */
  public static double real(long n, QType type) {
    return Math.scalb((double) n, -type.frac());
  }

  private static double half(QType type) {
    return Math.scalb(0.5, -type.frac());
  }

  /** Of an operation on {@code a} and {@code b}, which are off by {@code ea} and {@code eb} at most, with result {@code n}. */
  public static double binary(BinaryOp op, long a, double ea, long b, double eb, long n) {
    double x = real(a, op.lhsType());
    double y = real(b, op.rhsType());
    return switch (op.kind()) {
      case ADD, SUB -> ea + eb;
      case MUL -> Math.abs(x) * eb + Math.abs(y) * ea + ea * eb;
      case MAX -> x - y > ea + eb ? ea : y - x > ea + eb ? eb : Math.max(ea, eb);
      case MIN -> y - x > ea + eb ? ea : x - y > ea + eb ? eb : Math.max(ea, eb);
      case LESS, EQUAL -> ea + eb == 0 || Math.abs(x - y) > ea + eb ? 0 : 1;
      case DIV -> op.attribute(FixedDialect.WHOLE) == null ? quotient(x, ea, y, eb) + half(op.type()) : wholeQuotient(x, ea, y, eb, n);
      case DIV_EVEN -> wholeQuotient(x, ea, y, eb, n);
    };
  }

  /** |x/y - x'/y'| at most. */
  private static double quotient(double x, double ex, double y, double ey) {
    return ey < y ? (ex + Math.abs(x / y) * ey) / (y - ey) : Double.POSITIVE_INFINITY;
  }

  private static double wholeQuotient(double x, double ex, double y, double ey, long n) {
    return ex + ey == 0 ? 0 : whole(x / y, quotient(x, ex, y, ey), n);
  }

  /** How far {@code n} is from any whole number that some value within {@code e} of {@code x} may be rounded to, ties to either side. */
  private static double whole(double x, double e, long n) {
    return Math.max(n - Math.ceil(x - e - 0.5), Math.floor(x + e + 0.5) - n);
  }

  /** Of a rescale of {@code x}, which is off by {@code e} at most, with result {@code n}. */
  public static double rescale(RescaleOp op, long x, double e, long n) {
    if (op.attribute(FixedDialect.WHOLE) != null) return e == 0 ? 0 : whole(real(x, op.operandType()), e, n);
    return op.shift() <= 0 ? e : e + half(op.type());
  }

  /** Of a function of {@code a}, which is off by {@code e} at most. */
  public static double unary(UnaryOp op, long a, double e) {
    double x = real(a, op.operandType());
    return switch (op.kind()) {
      case NEG -> e;
      case SQRT -> 2 * half(op.type()) + change(r -> Math.sqrt(Math.max(r, 0)), x, e);
      case EXP -> half(op.type()) + Math.scalb(1.0, -FixedSemantics.EXP_TABLE_FRAC) + change(Math::exp, x, e);
      default -> half(op.type()) + interpolated(op.kind(), op.operandType(), a, e);
    };
  }

  private static double interpolated(UnaryOp.Kind kind, QType type, long a, double e) {
    Interpolation segments = kind.interpolation();
    double x = real(a, type);
    long segment = (a - (segments.start() << type.frac())) >> segments.placeBits(type);
    double line = Math.scalb(0.5, -Interpolation.KNOT_FRAC) + segments.deviation(segment);
    double passedOn = switch (kind) {
      case SIN, COS -> Math.min(e, 2);
      default -> change(segments.function(), x, e);
    };
    double unit = Math.scalb(1.0, -type.frac());
    double end = segments.start() + Math.scalb(1.0, segments.domainBits());
    double beyond = 0;
    if (x - e <= segments.start()) beyond = beyond(kind, x, -1);
    if (x + e >= end - unit) beyond = Math.max(beyond, beyond(kind, x, 1));
    return line + Math.max(passedOn, beyond);
  }

  /** How much a function still changes from {@code x}, an end of its domain, on. */
  private static double beyond(UnaryOp.Kind kind, double x, int direction) {
    DoubleUnaryOperator f = kind.interpolation().function();
    return switch (kind) {
      case TANH, ERF, ATAN -> Math.abs(f.applyAsDouble(direction * 1e18) - f.applyAsDouble(x));
      case EXP_NEAR -> direction < 0 ? f.applyAsDouble(x) : 0;
      default -> 0;
    };
  }

  /** The largest difference to {@code f(x)} within {@code e} of x, of a function that is monotone or convex. */
  private static double change(DoubleUnaryOperator f, double x, double e) {
    if (e == 0) return 0;
    double at = f.applyAsDouble(x);
    return Math.max(Math.abs(f.applyAsDouble(x + e) - at), Math.abs(f.applyAsDouble(x - e) - at));
  }
}

package zkopt.lowering.fixed;

import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.Interpolation;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.UnaryOp.Kind;
import zkopt.dialect.math.UnaryOp;
import zkopt.ir.FloatType;
import zkopt.ir.Operation;
import zkopt.lowering.fixed.Plan.Constant;
import zkopt.lowering.fixed.Plan.Typed;

/** The fixed-point form of the functions of dialect math. */
record FunctionRules(ScalarRules rules) {
  /** Fraction bits of the first of the two square roots of a logarithm, of the second, and of a root that divides. */
  private static final int FIRST_ROOT_FRAC = 20;
  private static final int ROOT_FRAC = 18;
  /** The most fraction bits of the argument of a function. */
  private static final int MOST_ARGUMENT_FRAC = 16;
  /** The most whole bits of the argument of an exponential. */
  private static final int MOST_EXPONENT_BITS = 13;
  /** The most whole bits of the argument of a logarithm: its fourth root is below 8. */
  private static final int MOST_LOGARITHM_BITS = 12;
  /** The most bits of a square of which the root is taken. */
  private static final int MOST_SQUARE_BITS = 60;
  /** Floats of more significant bits are reals. */
  private static final int MOST_ROUNDED_BITS = 11;
  /** Of logarithms below 8 in magnitude. */
  private static final QType LOG_TYPE = new QType(Interpolation.KNOT_FRAC + 4, Interpolation.KNOT_FRAC);

  Plan of(UnaryOp op, Plan x) {
    if (x instanceof Constant(double c)) return new Constant(op.kind().evaluate(c));
    return switch (op.kind()) {
      case EXP -> exponential(op, x);
      case LOG -> logarithm(op, x);
      case SQRT -> root(op, rules.settle(x), ROOT_FRAC);
      case ABSF -> rules.maximum(x, rules.negate(x));
      case FLOOR -> floor(x);
      case CEIL -> rules.negate(floor(rules.negate(x)));
      case TRUNC -> truncate(x);
      case ROUNDEVEN -> rules.roundEven(x);
      case TANH -> interpolated(op, Kind.TANH, saturated(Kind.TANH, x));
      case ERF -> interpolated(op, Kind.ERF, saturated(Kind.ERF, x));
      case SIN -> interpolated(op, Kind.SIN, x);
      case COS -> interpolated(op, Kind.COS, x);
      case TAN -> rules.divide(op, interpolated(op, Kind.SIN, x), interpolated(op, Kind.COS, x));
      case ASIN -> interpolated(op, Kind.ASIN, x);
      case ACOS -> interpolated(op, Kind.ACOS, x);
      case ATAN -> interpolated(op, Kind.ATAN, saturated(Kind.ATAN, x));
      case SINH -> interpolated(op, Kind.SINH, x);
      case COSH -> interpolated(op, Kind.COSH, x);
      default -> throw new PlanException(op, "has no fixed-point form yet");
    };
  }

  /** exp(exponent * log(base)), for bases that are not negative. */
  Plan power(Operation op, Plan base, Plan exponent) {
    if (base instanceof Constant(double b) && exponent instanceof Constant(double e)) return new Constant(Math.pow(b, e));
    Plan log = base instanceof Constant(double b) ? new Constant(Math.log(b)) : logarithm(op, base);
    return exponential(op, rules.multiply(log, exponent));
  }

  private Plan exponential(Operation op, Plan p) {
    Typed x = p instanceof Typed t && t.frac() >= 1 && t.frac() <= MOST_ARGUMENT_FRAC ? t : rules.argument(p, 1, MOST_ARGUMENT_FRAC);
    if (x.bounds().hi() <= 0) {
      QType type = result(op, 1);
      return new Plan.Unary(Kind.EXP, notTooNegative(x), type, new Interval(0, 1L << type.frac()));
    }
    Plan near = rules.maximum(p, new Constant(Kind.EXP_NEAR.interpolation().start()));
    return interpolated(op, Kind.EXP_NEAR, near);
  }

  /** The table of an exponential ends where it is zero; what is far beyond is brought nearer. */
  private Typed notTooNegative(Typed x) {
    boolean inTable = x.type().magnitudeBits() - x.frac() <= MOST_EXPONENT_BITS;
    return inTable ? x : (Typed) rules.maximum(x, new Constant(1 - Math.scalb(1.0, MOST_EXPONENT_BITS - 1)));
  }

  /** The type of values up to {@code largest}. */
  private QType result(Operation op, double largest) {
    return rules.formats().forMagnitude(largest, Interpolation.KNOT_FRAC, Observations.of(op));
  }

  /** 4 log(x^(1/4)), since the fourth root of whatever is settled is near one. */
  private Plan logarithm(Operation op, Plan p) {
    Typed x = rules.settle(p);
    int beyond = Math.max(0, x.type().magnitudeBits() - x.frac() - MOST_LOGARITHM_BITS);
    if (beyond > 0) {
      // log(x) = log(x 2^-k) + k log(2)
      Typed nearer = rules.product(x, new Plan.Literal(1, new QType(2, beyond)));
      return rules.add(logarithm(op, nearer), new Constant(beyond * Math.log(2)));
    }
    Typed fourthRoot = root(op, root(op, rules.argument(x, 0, MOST_ARGUMENT_FRAC), FIRST_ROOT_FRAC), ROOT_FRAC);
    var log = new Plan.Unary(Kind.LOG_NEAR, fourthRoot, LOG_TYPE, Formats.range(LOG_TYPE));
    return rules.multiply(log, new Constant(4));
  }

  /** With {@code wanted} fraction bits, or as many as its gate has room for. */
  private Typed root(Operation op, Typed x, int wanted) {
    int frac = Math.max((x.frac() + 1) / 2, Math.min(wanted, (MOST_SQUARE_BITS - x.type().magnitudeBits() + x.frac()) / 2));
    int magnitude = (x.type().magnitudeBits() - x.frac() + 1) / 2 + 1 + frac;
    var type = new QType(Math.max(2, magnitude + 1), frac);
    if (x.bounds().hi() < 0) throw new PlanException(op, "is a square root of a value that is negative");
    return new Plan.Unary(Kind.SQRT, x, type, new Interval(0, type.max()));
  }

  /** Clamped to the domain of a function that hardly changes beyond it. */
  private Typed saturated(Kind kind, Plan x) {
    Interpolation segments = kind.interpolation();
    Typed argument = rules.argument(x, segments.leastFrac(), MOST_ARGUMENT_FRAC);
    double end = segments.start() + Math.scalb(1.0, segments.domainBits()) - Math.scalb(1.0, -argument.frac());
    return (Typed) rules.minimum(rules.maximum(argument, new Constant(segments.start())), new Constant(end));
  }

  private Typed interpolated(Operation op, Kind kind, Plan p) {
    Interpolation segments = kind.interpolation();
    Typed x = rules.argument(p, segments.leastFrac(), MOST_ARGUMENT_FRAC);
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (long i = 0; i <= 1L << Interpolation.SEGMENT_BITS; i++) {
      double knot = Math.scalb((double) segments.knot(i), -Interpolation.KNOT_FRAC);
      least = Math.min(least, knot);
      largest = Math.max(largest, knot);
    }
    QType type = result(op, Math.max(Math.abs(least), Math.abs(largest)));
    Interval between = new Interval(Formats.quantize(least, type.frac()), Formats.quantize(largest, type.frac()));
    return new Plan.Unary(kind, x, type, between.clamped(Formats.range(type)));
  }

  /** round_half_up(x - 1/2). */
  private Plan floor(Plan p) {
    if (p instanceof Plan.Binary(var kind, Typed a, Typed b, _, _) && kind == BinaryOp.Kind.DIV) return rules.floorQuotient(a, b);
    Typed x = p instanceof Typed t ? t : rules.settle(p);
    if (x.frac() == 0) return x;
    return new Plan.Whole(rules.at(rules.subtract(x, new Constant(0.5)), 0));
  }

  /** Rounded to a float type, to nearest, ties to even; what has 16 bits or fewer is not as fine as fixed point. */
  Plan rounded(FloatType type, Plan p) {
    if (p instanceof Constant(double c)) return new Constant(type.round(c));
    return type.significantBits() > MOST_ROUNDED_BITS ? p : rules.significant(p, type.significantBits());
  }

  /** Without the fraction. */
  Plan truncate(Plan p) {
    if (p instanceof Constant(double c)) return new Constant(c < 0 ? Math.ceil(c) : Math.floor(c));
    Typed x = p instanceof Typed t ? t : rules.settle(p);
    if (x.frac() == 0) return x;
    Plan zero = new Constant(0);
    return rules.add(floor(rules.maximum(x, zero)), rules.negate(floor(rules.maximum(rules.negate(x), zero))));
  }
}

package zkopt.lowering.fixed;

import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.Interpolation;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.UnaryOp.Kind;
import zkopt.dialect.math.UnaryOp;
import zkopt.ir.Operation;
import zkopt.lowering.fixed.Plan.Constant;
import zkopt.lowering.fixed.Plan.Typed;

/** The fixed-point form of the functions of dialect math. */
record FunctionRules(ScalarRules rules) {
  /** Fraction bits of the first of the two square roots of a logarithm, of the second, and of a root that divides. */
  private static final int FIRST_ROOT_FRAC = 20;
  private static final int ROOT_FRAC = 18;
  /** Of logarithms below 8 in magnitude. */
  private static final QType LOG_TYPE = new QType(Interpolation.KNOT_FRAC + 4, Interpolation.KNOT_FRAC);

  private QType activation() {
    return rules.activation();
  }

  Plan of(UnaryOp op, Plan x) {
    if (x instanceof Constant(double c)) return new Constant(op.kind().evaluate(c));
    return switch (op.kind()) {
      case EXP -> exponential(x);
      case LOG -> logarithm(op, x);
      case SQRT -> root(op, rules.settle(x), ROOT_FRAC);
      case ABSF -> rules.maximum(x, rules.negate(x));
      case FLOOR -> floor(x);
      case CEIL -> rules.negate(floor(rules.negate(x)));
      case TRUNC -> truncate(x);
      case ROUNDEVEN -> roundEven(x);
      case TANH -> interpolated(Kind.TANH, saturated(Kind.TANH, x));
      case ERF -> interpolated(Kind.ERF, saturated(Kind.ERF, x));
      case SIN -> interpolated(Kind.SIN, rules.settle(x));
      case COS -> interpolated(Kind.COS, rules.settle(x));
      case TAN -> rules.divide(op, interpolated(Kind.SIN, rules.settle(x)), interpolated(Kind.COS, rules.settle(x)));
      case ASIN -> interpolated(Kind.ASIN, rules.settle(x));
      case ACOS -> interpolated(Kind.ACOS, rules.settle(x));
      case ATAN -> interpolated(Kind.ATAN, saturated(Kind.ATAN, x));
      case SINH -> interpolated(Kind.SINH, rules.settle(x));
      case COSH -> interpolated(Kind.COSH, rules.settle(x));
      default -> throw new PlanException(op, "has no fixed-point form yet");
    };
  }

  /** exp(exponent * log(base)), for bases that are not negative. */
  Plan power(Operation op, Plan base, Plan exponent) {
    if (base instanceof Constant(double b) && exponent instanceof Constant(double e)) return new Constant(Math.pow(b, e));
    Plan log = base instanceof Constant(double b) ? new Constant(Math.log(b)) : logarithm(op, base);
    return exponential(rules.multiply(log, exponent));
  }

  private Plan exponential(Plan p) {
    Typed x = rules.at(p, activation().frac());
    if (x.bounds().hi() <= 0) return new Plan.Unary(Kind.EXP, x, activation(), new Interval(0, 1L << activation().frac()));
    double least = Kind.EXP_NEAR.interpolation().start();
    return interpolated(Kind.EXP_NEAR, rules.settle(rules.maximum(rules.settle(p), new Constant(least))));
  }

  /** 4 log(x^(1/4)), since the fourth root of whatever an activation holds is near one. */
  private Plan logarithm(Operation op, Plan x) {
    Typed fourthRoot = root(op, root(op, rules.settle(x), FIRST_ROOT_FRAC), ROOT_FRAC);
    var log = new Plan.Unary(Kind.LOG_NEAR, fourthRoot, LOG_TYPE, Formats.range(LOG_TYPE));
    return rules.multiply(log, new Constant(4));
  }

  private Typed root(Operation op, Typed x, int frac) {
    int magnitude = (x.type().magnitudeBits() - x.frac() + 1) / 2 + 1 + frac;
    var type = new QType(Math.max(2, magnitude + 1), frac);
    if (x.bounds().hi() < 0) throw new PlanException(op, "is a square root of a value that is negative");
    return new Plan.Unary(Kind.SQRT, x, type, new Interval(0, type.max()));
  }

  /** Clamped to the domain of a function that hardly changes beyond it. */
  private Typed saturated(Kind kind, Plan x) {
    Interpolation segments = kind.interpolation();
    double end = segments.start() + Math.scalb(1.0, segments.domainBits()) - Math.scalb(1.0, -activation().frac());
    return rules.settle(rules.minimum(rules.maximum(rules.settle(x), new Constant(segments.start())), new Constant(end)));
  }

  private Typed interpolated(Kind kind, Typed x) {
    return new Plan.Unary(kind, x, activation(), Formats.range(activation()));
  }

  /** round_half_up(x - 1/2). */
  private Plan floor(Plan p) {
    if (p instanceof Plan.Binary(var kind, Typed a, Typed b, _, _) && kind == BinaryOp.Kind.DIV) return rules.floorQuotient(a, b);
    Typed x = p instanceof Typed t ? t : rules.settle(p);
    if (x.frac() == 0) return x;
    return rules.at(rules.subtract(x, new Constant(0.5)), 0);
  }

  /** Without the fraction. */
  Plan truncate(Plan p) {
    if (p instanceof Constant(double c)) return new Constant(c < 0 ? Math.ceil(c) : Math.floor(c));
    Typed x = p instanceof Typed t ? t : rules.settle(p);
    if (x.frac() == 0) return x;
    Plan zero = new Constant(0);
    return rules.add(floor(rules.maximum(x, zero)), rules.negate(floor(rules.maximum(rules.negate(x), zero))));
  }

  /** Rounded half up, less one where x is halfway above an even number. */
  private Plan roundEven(Plan p) {
    Typed x = rules.settle(p);
    Typed up = rules.at(x, 0);
    Plan half = new Constant(0.5);
    Plan isTie = rules.equal(rules.subtract(up, x), half);
    Plan isOdd = rules.subtract(up, rules.multiply(floor(rules.multiply(up, half)), new Constant(2)));
    return rules.subtract(up, rules.multiply(isTie, isOdd));
  }
}

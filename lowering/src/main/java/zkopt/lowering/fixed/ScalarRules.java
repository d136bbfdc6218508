package zkopt.lowering.fixed;

import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.fixed.BinaryOp.Kind;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.ir.Operation;
import zkopt.lowering.fixed.Plan.Typed;

/**
 * The fixed-point form of each scalar operation. Sums and products are exact; what is then finer or wider than an activation is
 * <em>settled</em>, that is rescaled to the activation type, before it is compared or multiplied.
 */
record ScalarRules(Formats formats) {
  /** The widest values that are compared as they are. */
  private static final int MOST_COMPARED_BITS = 48;

  QType activation() {
    return formats.activation();
  }

  /** {@code p} as an activation. */
  Typed settle(Plan p) {
    return switch (p) {
      case Plan.Constant _, Plan.Weight _ -> at(p, activation().frac());
      case Typed t when t.type().equals(activation()) -> t;
      case Typed t -> new Plan.Rescale(t, activation(),
          t.bounds().rescaled(t.frac() - activation().frac()).clamped(Formats.range(activation())));
    };
  }

  /** {@code p} with {@code frac} fraction bits. */
  Typed at(Plan p, int frac) {
    return switch (p) {
      case Plan.Constant(double c) -> {
        long value = Formats.quantize(formats.finite(c), frac);
        yield new Plan.Literal(value, formats.typeFor(frac, Interval.point(value)));
      }
      case Plan.Weight w -> new Plan.WeightAt(w.load(), w.data().at(frac));
      case Typed t when t.frac() == frac -> t;
      case Typed t -> {
        Interval bounds = t.bounds().rescaled(t.frac() - frac);
        yield new Plan.Rescale(t, formats.typeFor(frac, bounds), bounds);
      }
    };
  }

  /** {@code p} as {@code type}, as it must be to be stored. */
  Typed as(Plan p, QType type) {
    Typed t = at(p, type.frac());
    if (t.type().equals(type)) return t;
    return new Plan.Rescale(t instanceof Plan.Rescale r ? r.a() : t, type, t.bounds().clamped(Formats.range(type)));
  }

  private Typed binary(Kind kind, Typed a, Typed b, int frac, Interval bounds) {
    return new Plan.Binary(kind, a, b, formats.typeFor(frac, bounds), bounds);
  }

  Plan add(Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(x + y);
    if (isConstant(a, 0)) return b;
    if (isConstant(b, 0)) return a;
    int frac = commonFrac(a, b);
    try {
      Typed x = at(a, frac);
      Typed y = at(b, frac);
      return binary(Kind.ADD, x, y, frac, x.bounds().plus(y.bounds()));
    } catch (ArithmeticException _) {
      Typed x = settle(a);
      Typed y = settle(b);
      return binary(Kind.ADD, x, y, activation().frac(), x.bounds().plus(y.bounds()));
    }
  }

  Plan subtract(Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(x - y);
    int frac = commonFrac(a, b);
    try {
      return difference(at(a, frac), at(b, frac));
    } catch (ArithmeticException _) {
      return difference(settle(a), settle(b));
    }
  }

  /** x - max over x is not positive. */
  Typed difference(Typed x, Typed y) {
    Interval bounds = x.bounds().plus(y.bounds().negated());
    if (isLessMaximum(x, y)) bounds = bounds.clamped(new Interval(Math.min(bounds.lo(), 0), 0));
    return binary(Kind.SUB, x, y, x.frac(), bounds);
  }

  private static boolean isLessMaximum(Typed x, Typed y) {
    return x instanceof Plan.Read element && y instanceof Plan.Read largest && largest.storage().maximumOf() == element.storage();
  }

  /** The finest of the operands; data and constants follow the other one, unless that is coarse and they are not whole. */
  private int commonFrac(Plan a, Plan b) {
    if (a instanceof Typed x && b instanceof Typed y) return Math.max(x.frac(), y.frac());
    if (a instanceof Typed x) return isWhole(b) ? x.frac() : Math.max(x.frac(), activation().frac());
    return b instanceof Typed ? commonFrac(b, a) : activation().frac();
  }

  private static boolean isWhole(Plan p) {
    return switch (p) {
      case Plan.Constant(double c) -> c == Math.rint(c);
      case Plan.Weight w -> w.data().isWhole();
      case Typed t -> t.frac() == 0;
    };
  }

  Plan multiply(Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(x * y);
    if (a instanceof Plan.Constant(double c)) return scale(b, c);
    if (b instanceof Plan.Constant(double c)) return scale(a, c);
    return product(factor(a), factor(b));
  }

  private Typed factor(Plan p) {
    return p instanceof Plan.Weight w ? at(w, w.data().factorFrac()) : settle(p);
  }

  Typed product(Typed x, Typed y) {
    return binary(Kind.MUL, x, y, x.frac() + y.frac(), x.bounds().times(y.bounds()));
  }

  /** A constant factor needs no rescale before it, when the product fits and can be rescaled to an activation in one step. */
  private Plan scale(Plan p, double c) {
    if (c == 1) return p;
    Typed x = p instanceof Plan.Weight ? factor(p) : (Typed) p;
    if (c == -1) return negate(x);
    if (c == 0) return new Plan.Constant(0);
    Typed literal = at(new Plan.Constant(c), Formats.constantFrac(c));
    if (x.frac() + literal.frac() - activation().frac() + activation().width() < QType.MAX_WIDTH) {
      try {
        return product(x, literal);
      } catch (ArithmeticException _) {
        // too wide: settle first
      }
    }
    return product(settle(x), literal);
  }

  Plan negate(Plan p) {
    if (p instanceof Plan.Constant(double c)) return new Plan.Constant(-c);
    Typed x = p instanceof Typed t ? t : factor(p);
    Interval bounds = x.bounds().negated();
    return new Plan.Unary(UnaryOp.Kind.NEG, x, formats.typeFor(x.frac(), bounds), bounds);
  }

  Plan maximum(Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(Math.max(x, y));
    if (isConstant(a, Double.NEGATIVE_INFINITY)) return b;
    if (isConstant(b, Double.NEGATIVE_INFINITY)) return a;
    Typed x = settle(a);
    Typed y = settle(b);
    return binary(Kind.MAX, x, y, activation().frac(), x.bounds().max(y.bounds()));
  }

  private static boolean isConstant(Plan p, double value) {
    return p instanceof Plan.Constant(double c) && c == value;
  }

  Plan minimum(Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(Math.min(x, y));
    if (isConstant(a, Double.POSITIVE_INFINITY)) return b;
    if (isConstant(b, Double.POSITIVE_INFINITY)) return a;
    Typed x = settle(a);
    Typed y = settle(b);
    return binary(Kind.MIN, x, y, activation().frac(), x.bounds().min(y.bounds()));
  }

  /** a < b as a whole 0 or 1; known where a constant lies outside of the bounds of what it is compared with. */
  private Plan less(Plan a, Plan b) {
    if (a instanceof Typed x && b instanceof Plan.Constant(double c)) {
      double limit = Math.scalb(c, x.frac());
      if (limit > x.bounds().hi()) return new Plan.Constant(1);
      if (limit <= x.bounds().lo()) return new Plan.Constant(0);
    }
    if (a instanceof Plan.Constant(double c) && b instanceof Typed y) {
      double limit = Math.scalb(c, y.frac());
      if (limit < y.bounds().lo()) return new Plan.Constant(1);
      if (limit >= y.bounds().hi()) return new Plan.Constant(0);
    }
    int frac = commonFrac(a, b);
    Typed x = comparable(a, frac);
    Typed y = comparable(b, frac);
    return x.frac() == y.frac() ? binary(Kind.LESS, x, y, 0, new Interval(0, 1)) : binary(Kind.LESS, settle(a), settle(b), 0, new Interval(0, 1));
  }

  /** Wide values are settled before they are compared. */
  private Typed comparable(Plan p, int frac) {
    try {
      Typed exact = at(p, frac);
      return exact.type().width() <= MOST_COMPARED_BITS ? exact : settle(p);
    } catch (ArithmeticException _) {
      return settle(p);
    }
  }

  Plan compare(CmpFOp op, Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(op.predicate().test(x, y) ? 1 : 0);
    return switch (op.predicate()) {
      case OLT, ULT -> less(a, b);
      case OGT, UGT -> less(b, a);
      case OLE, ULE -> subtract(new Plan.Constant(1), less(b, a));
      case OGE, UGE -> subtract(new Plan.Constant(1), less(a, b));
      case ONE, UNE -> add(less(a, b), less(b, a));
      case OEQ, UEQ -> equal(a, b);
      case FALSE, UNO -> new Plan.Constant(0);
      case TRUE, ORD -> new Plan.Constant(1);
    };
  }

  Plan equal(Plan a, Plan b) {
    return subtract(new Plan.Constant(1), add(less(a, b), less(b, a)));
  }

  /** no + condition * (yes - no). */
  Plan choose(Plan condition, Plan yes, Plan no) {
    if (condition instanceof Plan.Constant(double c)) return c != 0 ? yes : no;
    if (yes instanceof Plan.Constant(double x) && no instanceof Plan.Constant(double y)) {
      return add(new Plan.Constant(formats.finite(y)), multiply(condition, new Plan.Constant(formats.finite(x) - formats.finite(y))));
    }
    int frac = commonFrac(yes, no);
    Typed x = at(yes, frac);
    Typed y = at(no, frac);
    Typed step = product((Typed) condition, difference(x, y));
    return binary(Kind.ADD, y, step, frac, x.bounds().union(y.bounds()));
  }

  /** floor(a / b) in whole numbers: round_half_up((a - b/2) / b). */
  Typed floorQuotient(Typed a, Typed b) {
    int frac = Math.max(a.frac(), b.frac() + 1);
    Typed halfOfB = new Plan.Binary(Kind.MUL, b, new Plan.Literal(1, new QType(2, 1)), formats.typeFor(b.frac() + 1, b.bounds()), b.bounds());
    Typed numerator = difference(at(a, frac), at(halfOfB, frac));
    QType whole = new QType(activation().width(), 0);
    return new Plan.Binary(Kind.DIV, numerator, b, whole, Formats.range(whole));
  }

  Plan divide(Operation op, Plan a, Plan b) {
    switch (b) {
      case Plan.Constant(double c) -> {
        if (c == 0) throw new PlanException(op, "division by the constant zero");
        return multiply(a, new Plan.Constant(1 / c));
      }
      case Plan.Weight w -> {
        if (!w.data().isPositive()) throw new PlanException(op, "divisor '" + w.data().global().symbolName() + "' is not positive everywhere");
        return product(settle(a), new Plan.WeightAt(w.load(), w.data().reciprocals(w.data().factorFrac())));
      }
      case Typed y -> {
        // a divisor of zero has no witness
        if (y.bounds().lo() >= 0 || y instanceof Plan.Read r && r.storage().isAtLeastOne()) return quotient(settle(a), y);
        Typed divisor = settle(y);
        Typed sign = (Typed) subtract(new Plan.Constant(1), multiply(less(divisor, new Plan.Constant(0)), new Plan.Constant(2)));
        return quotient(settle(multiply(sign, a)), (Typed) maximum(divisor, negate(divisor)));
      }
    }
  }

  private Typed quotient(Typed x, Typed y) {
    long least = y instanceof Plan.Read r && r.storage().isAtLeastOne() ? 1L << y.frac() : Math.max(1, y.bounds().lo());
    double scale = Math.scalb(1.0, activation().frac() + y.frac() - x.frac()) / least;
    Interval range = Formats.range(activation());
    Interval bounds = new Interval(
        (long) Math.clamp(Math.floor(Math.min(0, x.bounds().lo() * scale)), range.lo(), range.hi()),
        (long) Math.clamp(Math.ceil(Math.max(0, x.bounds().hi() * scale)), range.lo(), range.hi()));
    return new Plan.Binary(Kind.DIV, x, y, activation(), bounds);
  }
}

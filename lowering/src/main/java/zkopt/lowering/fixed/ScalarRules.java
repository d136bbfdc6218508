package zkopt.lowering.fixed;

import java.util.List;
import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.fixed.BinaryOp.Kind;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.ir.Operation;
import zkopt.lowering.fixed.Plan.Typed;

/**
 * The fixed-point form of each scalar operation. Sums and products are exact; what is then finer or wider than {@link Formats} wants a
 * value to be is <em>settled</em>, that is rescaled, before it is compared or multiplied.
 */
record ScalarRules(Formats formats, Observations observations) {
  /** The widest values that are compared as they are, and the widest that are divided. */
  private static final int MOST_COMPARED_BITS = 48;
  /** What a quotient scaled to its divisor may need: with more, its gate could wrap. */
  private static final int MOST_DIVIDED_BITS = 58;
  private static final int MOST_DIVISOR_BITS = 36;
  /** Multipliers that are kept exact have no more bits than this. */
  private static final int MOST_EXACT_BITS = 31;

  /** {@code p} in a type that its range decides. */
  Typed settle(Plan p) {
    return switch (p) {
      case Plan.Constant _, Plan.Weight _ -> at(p, settledFrac(p));
      case Typed t when formats.isSettled(t.type()) -> t;
      case Typed t -> rescaled(t, settledType(t));
    };
  }

  private QType settledType(Typed t) {
    return formats.isSettled(t.type()) ? t.type() : formats.settled(t.frac(), t.bounds(), observations.of(t));
  }

  private int settledFrac(Plan p) {
    return switch (p) {
      case Plan.Constant(double c) -> formats.fracOf(c);
      case Plan.Weight w -> w.data().settledFrac();
      case Typed t -> settledType(t).frac();
    };
  }

  /** Settled, with at least and at most so many fraction bits. */
  Typed argument(Plan p, int leastFrac, int mostFrac) {
    Typed x = settle(p);
    int frac = Math.clamp(x.frac(), leastFrac, mostFrac);
    if (frac == x.frac()) return x;
    return x instanceof Plan.Rescale r && p != x && frac < x.frac() ? at(r.a(), frac) : at(x, frac);
  }

  private static Typed rescaled(Typed t, QType type) {
    if (t.type().equals(type)) return t;
    return new Plan.Rescale(t, type, t.bounds().rescaled(t.frac() - type.frac()).clamped(Formats.range(type)));
  }

  /** Two values with one binary point. */
  private record Pair(Typed a, Typed b) {
    int frac() {
      return a.frac();
    }
  }

  /** Both settled: whole values and constants follow the other one, else both have the fewer fraction bits. */
  private Pair settledPair(Plan a, Plan b) {
    if (!(a instanceof Typed) && b instanceof Typed) {
      Pair turned = settledPair(b, a);
      return new Pair(turned.b, turned.a);
    }
    Typed x = settle(a);
    int frac = b instanceof Typed ? common(x.frac(), settledFrac(b)) : isWhole(b) || x.frac() > 0 ? x.frac() : settledFrac(b);
    return new Pair(aligned(a, x, frac), b instanceof Typed ? aligned(b, settle(b), frac) : at(b, frac));
  }

  /** The fraction bits of values that are kept in one place, settled. */
  int commonFrac(List<Plan> values) {
    int frac = values.stream().filter(Typed.class::isInstance).map(this::settledFrac).reduce(ScalarRules::common).orElse(0);
    return frac > 0 ? frac : values.stream().filter(v -> !isWhole(v)).mapToInt(this::settledFrac).max().orElse(0);
  }

  private static int common(int a, int b) {
    return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
  }

  private Typed aligned(Plan p, Typed settled, int frac) {
    if (settled.frac() == frac) return settled;
    return at(p instanceof Typed t && frac < settled.frac() ? t : settled, frac);
  }

  /** {@code p} with {@code frac} fraction bits. */
  Typed at(Plan p, int frac) {
    return switch (p) {
      case Plan.Constant(double c) -> {
        long value = Formats.quantize(Formats.finite(c), frac);
        yield literal(c, value, formats.typeFor(frac, Interval.point(value)));
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
    return new Plan.Rescale(t instanceof Plan.Rescale r && p != t ? r.a() : t, type, t.bounds().clamped(Formats.range(type)));
  }

  private Typed binary(Kind kind, Typed a, Typed b, int frac, Interval bounds) {
    QType type = switch (kind) {
      case ADD, SUB -> formats.sumType(a.type(), b.type(), bounds);
      case MAX, MIN -> formats.extremumType(a instanceof Plan.Literal ? b.type() : a.type(), b instanceof Plan.Literal ? a.type() : b.type(), bounds);
      default -> formats.typeFor(frac, bounds);
    };
    return new Plan.Binary(kind, a, b, type, bounds);
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
      Pair p = settledPair(a, b);
      return binary(Kind.ADD, p.a, p.b, p.frac(), p.a.bounds().plus(p.b.bounds()));
    }
  }

  Plan subtract(Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(x - y);
    int frac = commonFrac(a, b);
    try {
      return difference(at(a, frac), at(b, frac));
    } catch (ArithmeticException _) {
      Pair p = settledPair(a, b);
      return difference(p.a, p.b);
    }
  }

  /** x - max over x is not positive. */
  Typed difference(Typed x, Typed y) {
    Interval bounds = x.bounds().plus(y.bounds().negated());
    if (isLessMaximum(x, y)) bounds = bounds.clamped(new Interval(Math.min(bounds.lo(), 0), 0));
    return binary(Kind.SUB, x, y, x.frac(), bounds);
  }

  /** Whether y is the maximum of a group of elements of which x is one. */
  static boolean isLessMaximum(Typed x, Typed y) {
    if (!(x instanceof Plan.Read element) || !(y instanceof Plan.Read largest) || largest.storage().maxima() == null) return false;
    Storage.Maxima maxima = largest.storage().maxima();
    Operation read = largest.value().definingOp();
    return maxima.elements() == element.storage() && largest.storage().isWrittenBefore(read)
        && maxima.grouping().equals(Grouping.of(Subscripts.ofLoad(element.value().definingOp()), Subscripts.ofLoad(read), Loops.around(read)));
  }

  /** The finest of the operands; data and constants follow the other one, unless that is coarse and they are not whole. */
  private int commonFrac(Plan a, Plan b) {
    if (a instanceof Typed x && b instanceof Typed y) return Math.max(x.frac(), y.frac());
    if (a instanceof Typed x) return isWhole(b) || !formats.isCoarse(x.frac()) ? x.frac() : Math.max(x.frac(), settledFrac(b));
    return b instanceof Typed ? commonFrac(b, a) : Math.max(settledFrac(a), settledFrac(b));
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
    Typed x = factor(a);
    Typed y = factor(b);
    try {
      return product(x, y);
    } catch (ArithmeticException e) {
      Typed narrowX = narrowed(x);
      Typed narrowY = narrowed(y);
      if (narrowX == x && narrowY == y) throw e;
      return product(narrowX, narrowY);
    }
  }

  /** A whole value that is wider than was observed in the type of what was observed. */
  private Typed narrowed(Typed x) {
    Observed observed = observations.of(x);
    if (x.frac() != 0 || observed == null) return x;
    QType type = formats.forMagnitude(Math.scalb(1.0, QType.MAX_WIDTH), 0, observed);
    return type.width() < x.type().width() ? rescaled(x, type) : x;
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
    Typed literal = multiplier(c, Formats.constantFrac(c));
    if (formats.canBeSettled(x.frac() + literal.frac())) {
      try {
        return product(x, literal);
      } catch (ArithmeticException _) {
        // too wide: settle first
      }
    }
    return product(settle(x), literal);
  }

  /** Gates of products know their factors by their types alone. */
  private static Typed multiplier(double c, int frac) {
    long value = Formats.quantize(Formats.finite(c), frac);
    return literal(c, value, Formats.narrowest(frac, Interval.point(value)));
  }

  private static Plan.Literal literal(double c, long value, QType type) {
    return new Plan.Literal(value, type, Math.abs(Math.scalb((double) value, -type.frac()) - Formats.finite(c)));
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
    Pair p = settledPair(a, b);
    if (isComputed(a) && p.a.bounds().lo() >= p.b.bounds().hi()) return p.a;
    if (isComputed(b) && p.b.bounds().lo() >= p.a.bounds().hi()) return p.b;
    return binary(Kind.MAX, p.a, p.b, p.frac(), p.a.bounds().max(p.b.bounds()));
  }

  private static boolean isConstant(Plan p, double value) {
    return p instanceof Plan.Constant(double c) && c == value;
  }

  /** Not what a running maximum or minimum is kept in, whose start its bounds do not tell. */
  private static boolean isComputed(Plan p) {
    return p instanceof Typed && !(p instanceof Plan.Read);
  }

  Plan minimum(Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(Math.min(x, y));
    if (isConstant(a, Double.POSITIVE_INFINITY)) return b;
    if (isConstant(b, Double.POSITIVE_INFINITY)) return a;
    Pair p = settledPair(a, b);
    if (isComputed(a) && p.a.bounds().hi() <= p.b.bounds().lo()) return p.a;
    if (isComputed(b) && p.b.bounds().hi() <= p.a.bounds().lo()) return p.b;
    return binary(Kind.MIN, p.a, p.b, p.frac(), p.a.bounds().min(p.b.bounds()));
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
    Pair p = comparable(a, b);
    return binary(Kind.LESS, p.a, p.b, 0, new Interval(0, 1));
  }

  /** Wide values are settled before they are compared; so is what is finer than a settled value: the largest of sums has to equal one of them. */
  private Pair comparable(Plan a, Plan b) {
    boolean oneSettled = a instanceof Typed x && b instanceof Typed y && x.frac() > 0 && y.frac() > 0 && x.frac() != y.frac()
        && formats.isSettled(x.type()) != formats.isSettled(y.type());
    if (oneSettled) return settledPair(a, b);
    try {
      int frac = commonFrac(a, b);
      var exact = new Pair(at(a, frac), at(b, frac));
      if (Math.max(exact.a.type().width(), exact.b.type().width()) <= MOST_COMPARED_BITS) return exact;
    } catch (ArithmeticException _) {
      // too wide: settle
    }
    return settledPair(a, b);
  }

  Plan compare(CmpFOp op, Plan a, Plan b) {
    if (a instanceof Plan.Constant(double x) && b instanceof Plan.Constant(double y)) return new Plan.Constant(op.predicate().test(x, y) ? 1 : 0);
    return switch (op.predicate()) {
      case OLT, ULT -> less(a, b);
      case OGT, UGT -> less(b, a);
      case OLE, ULE -> subtract(new Plan.Constant(1), less(b, a));
      case OGE, UGE -> subtract(new Plan.Constant(1), less(a, b));
      case ONE, UNE -> subtract(new Plan.Constant(1), equal(a, b));
      case OEQ, UEQ -> equal(a, b);
      case FALSE, UNO -> new Plan.Constant(0);
      case TRUE, ORD -> new Plan.Constant(1);
    };
  }

  /** a = b as a whole 0 or 1; known where a constant lies outside of the bounds of what it is compared with. */
  Plan equal(Plan a, Plan b) {
    if (isOutside(a, b) || isOutside(b, a)) return new Plan.Constant(0);
    Pair p = comparable(a, b);
    return binary(Kind.EQUAL, p.a, p.b, 0, new Interval(0, 1));
  }

  private static boolean isOutside(Plan a, Plan b) {
    if (!(a instanceof Plan.Constant(double c) && b instanceof Typed x)) return false;
    double scaled = Math.scalb(c, x.frac());
    return scaled < x.bounds().lo() || scaled > x.bounds().hi();
  }

  /** no + condition * (yes - no); by public data (1 - condition) * no + condition * yes, of which one product is zero and the other no product. */
  Plan choose(Plan condition, Plan yes, Plan no) {
    if (condition instanceof Plan.Constant(double c)) return c != 0 ? yes : no;
    if (yes instanceof Plan.Constant(double x) && no instanceof Plan.Constant(double y)) {
      return add(new Plan.Constant(Formats.finite(y)), multiply(condition, new Plan.Constant(Formats.finite(x) - Formats.finite(y))));
    }
    int frac = commonFrac(yes, no);
    Typed x = at(yes, frac);
    Typed y = at(no, frac);
    if (isPublic(condition)) {
      var other = (Typed) subtract(new Plan.Constant(1), condition);
      return binary(Kind.ADD, product(other, y), product((Typed) condition, x), frac, x.bounds().union(y.bounds()));
    }
    Typed step = product((Typed) condition, difference(x, y));
    return binary(Kind.ADD, y, step, frac, x.bounds().union(y.bounds()));
  }

  /** Whether it is computed from data that is known when the table is laid out. */
  private static boolean isPublic(Plan p) {
    return switch (p) {
      case Plan.Constant _, Plan.Literal _ -> true;
      case Plan.Weight w -> w.data().isPublic();
      case Plan.WeightAt w -> w.data().source().isPublic();
      case Plan.Read _ -> false;
      case Plan.Binary b -> isPublic(b.a()) && isPublic(b.b());
      case Plan.Unary u -> isPublic(u.a());
      case Plan.Rescale r -> isPublic(r.a());
      case Plan.Whole w -> isPublic(w.rounding());
    };
  }

  /** floor(a / b) in whole numbers: round_half_up((a - b/2) / b). */
  Typed floorQuotient(Typed a, Typed b) {
    int frac = Math.max(a.frac(), b.frac() + 1);
    Typed halfOfB = new Plan.Binary(Kind.MUL, b, new Plan.Literal(1, new QType(2, 1)), formats.typeFor(b.frac() + 1, b.bounds()), b.bounds());
    Typed numerator = difference(at(a, frac), at(halfOfB, frac));
    QType whole = new QType(formats.magnitudeBits() + 1, 0);
    return new Plan.Whole(new Plan.Binary(Kind.DIV, numerator, b, whole, Formats.range(whole)));
  }

  /** @param op what divides: its observed range decides the type of the quotient */
  Plan divide(Operation op, Plan a, Plan b) {
    switch (b) {
      case Plan.Constant(double c) -> {
        if (c == 0) throw new PlanException(op, "division by the constant zero");
        return multiply(a, new Plan.Constant(1 / c));
      }
      case Plan.Weight w -> {
        requirePositive(op, w);
        return product(settle(a), new Plan.WeightAt(w.load(), w.data().reciprocals()));
      }
      case Typed y -> {
        Division d = division(a, y);
        boolean wide = d.divisor.type().magnitudeBits() > MOST_DIVISOR_BITS;
        return quotient(op, settle(d.dividend), wide ? settle(d.divisor) : d.divisor);
      }
    }
  }

  private static void requirePositive(Operation op, Plan.Weight w) {
    if (!w.data().isPositive()) throw new PlanException(op, "divisor '" + w.data().global().symbolName() + "' is not positive everywhere");
  }

  private record Division(Plan dividend, Typed divisor) {}

  /** With a divisor that is not negative; one of zero has no witness. */
  private Division division(Plan a, Typed b) {
    if (b.bounds().lo() >= 0 || isAtLeastOne(b)) return new Division(a, b);
    Typed divisor = settle(b);
    Plan sign = subtract(new Plan.Constant(1), multiply(less(divisor, new Plan.Constant(0)), new Plan.Constant(2)));
    return new Division(multiply(sign, a), (Typed) maximum(divisor, negate(divisor)));
  }

  private static boolean isAtLeastOne(Typed y) {
    return y instanceof Plan.Read r && r.storage().isAtLeastOne() && r.storage().isWrittenBefore(r.value().definingOp());
  }

  private Typed quotient(Operation op, Typed x, Typed y) {
    double least = Math.scalb(isAtLeastOne(y) ? 1L << y.frac() : (double) Math.max(1, y.bounds().lo()), -y.frac());
    double proven = Math.scalb((double) x.bounds().magnitude(), -x.frac()) / least;
    QType type = quotientType(formats.forMagnitude(proven, QType.MAX_WIDTH, Observations.of(op)), x, y);
    double scale = Math.scalb(1.0, type.frac() - x.frac()) / least;
    Interval range = Formats.range(type);
    Interval bounds = new Interval(
        (long) Math.clamp(Math.floor(Math.min(0, x.bounds().lo() * scale)), range.lo(), range.hi()),
        (long) Math.clamp(Math.ceil(Math.max(0, x.bounds().hi() * scale)), range.lo(), range.hi()));
    return new Plan.Binary(Kind.DIV, x, y, type, bounds);
  }

  /** With fewer fraction bits where the gate could wrap else. */
  private QType quotientType(QType type, Typed x, Typed y) {
    if (formats.uniform() != null) return type;
    int most = MOST_DIVIDED_BITS - x.type().magnitudeBits() - y.frac() + x.frac();
    return type.frac() <= most ? type : new QType(type.width(), Math.max(0, most));
  }

  /** a / b rounded to a whole number, halves to even. */
  Typed roundedQuotient(Operation op, Plan a, Plan b) {
    switch (b) {
      case Plan.Constant(double c) -> {
        if (c == 0) throw new PlanException(op, "division by the constant zero");
        return c < 0 ? roundedQuotient(op, negate(a), new Plan.Constant(-c)) : roundedQuotient(a, multiplier(c, Formats.exactFrac(c)));
      }
      case Plan.Weight w -> {
        requirePositive(op, w);
        return roundedQuotient(a, at(b, w.data().exactFrac(MOST_EXACT_BITS)));
      }
      case Typed y -> {
        Division d = division(a, y);
        return roundedQuotient(d.dividend, d.divisor);
      }
    }
  }

  private Typed roundedQuotient(Plan a, Typed y) {
    Typed exact = a instanceof Typed t ? t : settle(a);
    int shift = Math.max(0, y.frac() - exact.frac());
    Typed x = exact.type().magnitudeBits() + shift > MOST_DIVIDED_BITS ? settle(exact) : exact;
    double proven = Math.scalb((double) x.bounds().magnitude(), y.frac() - x.frac()) / Math.max(1, y.bounds().lo());
    double bound = Math.min(Math.ceil(proven), new QType(formats.magnitudeBits() + 1, 0).max());
    Interval bounds = new Interval(x.bounds().lo() < 0 ? (long) -bound : 0, x.bounds().hi() > 0 ? (long) bound : 0);
    return new Plan.Binary(Kind.DIV_EVEN, x, y, Formats.narrowest(0, bounds), bounds);
  }

  /** Rounded to a whole number, halves to even. */
  Typed roundEven(Plan p) {
    Typed x = p instanceof Typed t ? t : settle(p);
    if (mayTie(x)) return roundedQuotient(x, new Plan.Literal(1, new QType(2, 0)));
    return x.frac() == 0 ? x : new Plan.Whole(at(x, 0));
  }

  /** Whether the value may be halfway between two whole numbers: a product with constants is not when the other factor is too small. */
  private static boolean mayTie(Typed x) {
    if (x.frac() == 0) return false;
    if (!(x instanceof Plan.Binary(var kind, Typed a, Typed b, _, _)) || kind != Kind.MUL) return true;
    int zeros = trailingZeros(a) >= 0 ? trailingZeros(a) : trailingZeros(b);
    Typed other = trailingZeros(a) >= 0 ? b : a;
    return zeros < 0 || zeros >= x.frac() - 1 || other.bounds().magnitude() >= 1L << (x.frac() - 1 - zeros);
  }

  /** The most factors of two in any of the constants; -1 when it is no constant. */
  private static int trailingZeros(Typed x) {
    return switch (x) {
      case Plan.Literal(long value, _, _) -> Long.numberOfTrailingZeros(value);
      case Plan.WeightAt(_, var data) -> data.mostTrailingZeros();
      default -> -1;
    };
  }

  /** The nearest number of {@code bits} significant bits, ties to the even one. */
  Typed significant(Plan p, int bits) {
    Typed x = settle(p);
    Plan magnitude = maximum(x, negate(x));
    Plan result = x;
    for (int size = bits; size < x.bounds().magnitudeBits(); size++) {
      int dropped = size + 1 - bits;
      var step = new Plan.Literal(1L << dropped, new QType(dropped + 2, x.frac()));
      Typed steps = new Plan.Whole(roundedQuotient(x, step));
      Typed rounded = product(steps, unit(x.frac() - dropped));
      Plan reached = subtract(new Plan.Constant(1), less(magnitude, new Plan.Constant(Math.scalb(1.0, size - x.frac()))));
      result = choose(reached, at(rounded, x.frac()), result);
    }
    return (Typed) result;
  }

  /** 2^-frac. */
  private static Plan.Literal unit(int frac) {
    return frac >= 0 ? new Plan.Literal(1, new QType(Math.max(2, frac + 1), frac)) : new Plan.Literal(1L << -frac, new QType(2 - frac, 0));
  }

  /** A product with the constant factor exact, if that is possible in few enough bits. */
  Plan exactProduct(Plan a, Plan b) {
    if (!(a instanceof Typed) && b instanceof Typed) return exactProduct(b, a);
    if (!(a instanceof Typed x)) return multiply(a, b);
    Typed y = switch (b) {
      case Plan.Constant(double c) -> multiplier(c, Formats.exactFrac(c));
      case Plan.Weight w -> at(b, w.data().exactFrac(MOST_EXACT_BITS));
      case Typed t -> t;
    };
    boolean fits = x.type().magnitudeBits() + y.type().magnitudeBits() < QType.MAX_WIDTH - 1 && x.frac() + y.frac() < QType.MAX_WIDTH;
    return fits && !(b instanceof Typed) ? product(x, y) : multiply(a, b);
  }
}

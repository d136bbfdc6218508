package zkopt.lowering.affine;

import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.arith.CmpFOp.Predicate;
import zkopt.dialect.math.UnaryOp.Kind;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.IntegerType;

/** What an elementwise operator computes of one element of each operand, as a formula. */
@FunctionalInterface
interface ScalarFormula {
  Real of(OnnxOp op, List<Real> x);

  /** Numbers that are not 0, 1 or -1 have powers of fewer factors, whatever format holds them. Odd: one less is as even as the rest. */
  int MOST_FACTORS = 63;

  /** The formula of {@code operator}, or null when it is not elementwise. */
  static ScalarFormula of(Operator operator) {
    return switch (operator) {
      case ADD -> (_, x) -> x.get(0).plus(x.get(1));
      case SUB -> (_, x) -> x.get(0).minus(x.get(1));
      case MUL -> (_, x) -> x.get(0).times(x.get(1));
      case DIV -> (op, x) -> isInteger(op) ? x.get(0).truncatedOver(x.get(1)) : x.get(0).over(x.get(1));
      case MOD -> ScalarFormula::mod;
      case POW -> ScalarFormula::power;
      case BIT_SHIFT -> ScalarFormula::bitShift;
      case BITWISE_AND -> (op, x) -> Bits.and(op, x.get(0), x.get(1));
      case BITWISE_OR -> (op, x) -> x.get(0).plus(x.get(1)).minus(Bits.and(op, x.get(0), x.get(1)));
      case BITWISE_XOR -> (op, x) -> x.get(0).plus(x.get(1)).minus(Bits.and(op, x.get(0), x.get(1)).times(2));
      case BITWISE_NOT -> (op, x) -> Bits.not(op, x.get(0));
      case BIT_CAST -> (op, x) -> op.outputType().elementType() instanceof IntegerType to ? Casts.wrapped(x.get(0), to) : x.get(0);
      case IS_INF, IS_NAN -> ScalarFormula::isNotFinite;
      case MAX -> (_, x) -> x.stream().reduce(Real::max).orElseThrow();
      case MIN -> (_, x) -> x.stream().reduce(Real::min).orElseThrow();
      case SUM -> (_, x) -> sum(x);
      case MEAN -> (_, x) -> sum(x).times(1.0 / x.size());
      case EQUAL -> (_, x) -> x.get(0).compare(Predicate.OEQ, x.get(1));
      case LESS -> (_, x) -> x.get(0).compare(Predicate.OLT, x.get(1));
      case LESS_OR_EQUAL -> (_, x) -> x.get(0).compare(Predicate.OLE, x.get(1));
      case GREATER -> (_, x) -> x.get(0).compare(Predicate.OGT, x.get(1));
      case GREATER_OR_EQUAL -> (_, x) -> x.get(0).compare(Predicate.OGE, x.get(1));
      case AND -> (_, x) -> x.get(0).min(x.get(1));
      case OR -> (_, x) -> x.get(0).max(x.get(1));
      case XOR -> (_, x) -> x.get(0).minus(x.get(1)).magnitude();
      case NOT -> (_, x) -> x.get(0).constant(1).minus(x.get(0));
      case WHERE -> (_, x) -> x.get(0).choose(Predicate.OGT, x.get(0).constant(0), x.get(1), x.get(2));

      case ABS -> (_, x) -> x.get(0).magnitude();
      case NEG -> (_, x) -> x.get(0).negative();
      case SIGN -> (_, x) -> x.get(0).sign();
      case RECIPROCAL -> (_, x) -> x.get(0).constant(1).over(x.get(0));
      case SQRT -> function(Kind.SQRT);
      case EXP -> function(Kind.EXP);
      case LOG -> function(Kind.LOG);
      case FLOOR -> (_, x) -> x.get(0).floor();
      case CEIL -> (_, x) -> x.get(0).ceil();
      case ROUND -> function(Kind.ROUNDEVEN);
      case SIN -> function(Kind.SIN);
      case COS -> function(Kind.COS);
      case TAN -> function(Kind.TAN);
      case ASIN -> function(Kind.ASIN);
      case ACOS -> function(Kind.ACOS);
      case ATAN -> function(Kind.ATAN);
      case SINH -> function(Kind.SINH);
      case COSH -> function(Kind.COSH);
      case TANH -> function(Kind.TANH);
      case ERF -> function(Kind.ERF);
      case ASINH -> (_, x) -> x.get(0).times(x.get(0)).plus(1).apply(Kind.SQRT).plus(x.get(0).magnitude()).apply(Kind.LOG).times(x.get(0).sign());
      case ACOSH -> (_, x) -> x.get(0).times(x.get(0)).minus(1).apply(Kind.SQRT).plus(x.get(0)).apply(Kind.LOG);
      case ATANH -> (_, x) -> x.get(0).plus(1).over(x.get(0).constant(1).minus(x.get(0))).apply(Kind.LOG).times(0.5);
      case CAST -> (op, x) -> Casts.cast(op, x.get(0));

      case RELU -> (_, x) -> x.get(0).max(0);
      case LEAKY_RELU -> (op, x) -> x.get(0).max(0).plus(x.get(0).min(0).times(op.real("alpha")));
      case PRELU -> (_, x) -> x.get(0).max(0).plus(x.get(0).min(0).times(x.get(1)));
      case ELU -> (op, x) -> elu(x.get(0), op.real("alpha"), 1);
      case SELU -> (op, x) -> elu(x.get(0), op.real("alpha"), 1).times(op.real("gamma"));
      case CELU -> (op, x) -> elu(x.get(0), op.real("alpha"), op.real("alpha"));
      case GELU -> (op, x) -> gelu(x.get(0), op.string("approximate").equals("tanh"));
      case SIGMOID -> (_, x) -> sigmoid(x.get(0));
      case HARD_SIGMOID -> (op, x) -> hardSigmoid(x.get(0), op.real("alpha"), op.real("beta"));
      case HARD_SWISH -> (_, x) -> x.get(0).times(hardSigmoid(x.get(0), 1.0 / 6, 0.5));
      case SWISH -> (op, x) -> x.get(0).times(sigmoid(x.get(0).times(op.real("alpha"))));
      case MISH -> (_, x) -> mish(x.get(0));
      case SOFTPLUS -> (_, x) -> softplus(x.get(0));
      case SOFTSIGN -> (_, x) -> x.get(0).over(x.get(0).magnitude().plus(1));
      case THRESHOLDED_RELU -> (op, x) ->
          x.get(0).choose(Predicate.OGT, x.get(0).constant(op.real("alpha")), x.get(0), x.get(0).constant(0));
      case SHRINK -> ScalarFormula::shrink;
      case CLIP -> ScalarFormula::clip;
      default -> null;
    };
  }

  private static ScalarFormula function(Kind kind) {
    return (_, x) -> x.get(0).apply(kind);
  }

  private static boolean isInteger(OnnxOp op) {
    return op.outputType().elementType() instanceof IntegerType;
  }

  private static Real sum(List<Real> x) {
    return x.stream().reduce(Real::plus).orElseThrow();
  }

  private static Real mod(OnnxOp op, List<Real> x) {
    Real quotient = op.flag("fmod") ? x.get(0).over(x.get(1)).truncated() : x.get(0).floorOver(x.get(1));
    return x.get(0).minus(x.get(1).times(quotient));
  }

  /** Whole exponents by multiplication, where they are constant and small. */
  private static Real power(OnnxOp op, List<Real> x) {
    var exponent = op.constantInput(1);
    double e = exponent != null && exponent.isSplat() ? exponent.doubleAt(0) : Double.NaN;
    if (e == 0.5) return x.get(0).apply(Kind.SQRT);
    if (e != Math.rint(e) || e < 1 || e > 8) {
      if (isInteger(op) && !isConstant(op)) return wholePower(op, x.get(0), x.get(1));
      return x.get(0).power(x.get(1));
    }
    Real power = x.get(0);
    for (int i = 1; i < e; i++) power = power.times(x.get(0));
    return power;
  }

  /**
   * One factor for each number up to the exponent. What has an exponent above the limit is 0, 1 or -1, since all else would not fit: there only
   * matters whether it is odd. A negative exponent leaves only 1 and -1.
   */
  private static Real wholePower(OnnxOp op, Real x, Real y) {
    var exponents = op.constantInput(1);
    boolean whole = op.inputType(1).elementType() instanceof IntegerType
        || exponents != null && LongStream.range(0, exponents.count()).allMatch(i -> exponents.doubleAt(i) == Math.rint(exponents.doubleAt(i)));
    if (!whole) throw new InvalidOnnxOp("needs whole exponents that are known or of an integer type for whole numbers, since other powers are rounded");
    Real one = x.constant(1);
    Real zero = x.constant(0);
    Real magnitude = y.magnitude();
    Real isOdd = magnitude.minus(magnitude.times(0.5).floor().times(2));
    Real limited = magnitude.choose(Predicate.OGT, x.constant(MOST_FACTORS), isOdd.plus(MOST_FACTORS - 1), magnitude);
    Real power = one;
    double largest = exponents == null ? MOST_FACTORS : LongStream.range(0, exponents.count()).mapToDouble(i -> Math.abs(exponents.doubleAt(i))).max().orElse(0);
    for (int i = 1; i <= Math.min(largest, MOST_FACTORS); i++) power = power.times(limited.choose(Predicate.OGE, x.constant(i), x, one));
    Real inverse = x.magnitude().choose(Predicate.OEQ, one, power, zero);
    return y.choose(Predicate.OLT, zero, inverse, power);
  }

  private static boolean isConstant(OnnxOp op) {
    return op.constantInput(0) != null && op.constantInput(1) != null;
  }

  private static Real bitShift(OnnxOp op, List<Real> x) {
    if (op.constantInput(1) == null) throw new InvalidOnnxOp("needs constant numbers of bits");
    Real factor = x.get(0).constant(2).power(x.get(1));
    return op.string("direction").equals("LEFT") ? x.get(0).times(factor) : x.get(0).floorOver(factor);
  }

  /** Of a float only: fixed point knows that it holds for no value. */
  private static Real isNotFinite(OnnxOp op, List<Real> x) {
    Real y = x.getFirst();
    if (op.operator() == Operator.IS_NAN) return y.constant(1).minus(y.compare(Predicate.ORD, y));
    Real above = y.compare(Predicate.OEQ, y.constant(Double.POSITIVE_INFINITY));
    Real below = y.compare(Predicate.OEQ, y.constant(Double.NEGATIVE_INFINITY));
    return (op.flag("detect_positive") ? above : y.constant(0)).plus(op.flag("detect_negative") ? below : y.constant(0));
  }

  private static Real elu(Real x, double alpha, double scale) {
    return x.max(0).plus(x.min(0).times(1 / scale).apply(Kind.EXP).minus(1).times(alpha));
  }

  private static Real sigmoid(Real x) {
    return x.times(0.5).apply(Kind.TANH).times(0.5).plus(0.5);
  }

  private static Real hardSigmoid(Real x, double alpha, double beta) {
    return x.times(alpha).plus(beta).max(0).min(1);
  }

  /** max(x, 0) + log(1 + exp(-|x|)). */
  private static Real softplus(Real x) {
    return x.max(0).plus(x.magnitude().negative().apply(Kind.EXP).plus(1).apply(Kind.LOG));
  }

  /** x tanh(softplus(x)): with e = exp(-|x|), x (1 + 2e) / (1 + 2e + 2e^2), or x (e^2 + 2e) / (e^2 + 2e + 2) where x is negative. */
  private static Real mish(Real x) {
    Real e = x.magnitude().negative().apply(Kind.EXP);
    Real positive = e.times(2).plus(1);
    Real negative = e.times(e).plus(e.times(2));
    Real zero = x.constant(0);
    Real numerator = x.choose(Predicate.OLT, zero, negative, positive);
    Real rest = x.choose(Predicate.OLT, zero, x.constant(2), e.times(e).times(2));
    return x.times(numerator.over(numerator.plus(rest)));
  }

  private static Real gelu(Real x, boolean tanh) {
    Real inner = tanh
        ? x.plus(x.times(x).times(x).times(0.044715)).times(Math.sqrt(2 / Math.PI)).apply(Kind.TANH)
        : x.times(Math.sqrt(0.5)).apply(Kind.ERF);
    return x.times(inner.times(0.5).plus(0.5));
  }

  private static Real shrink(OnnxOp op, List<Real> x) {
    double lambda = op.real("lambd");
    double bias = op.real("bias");
    Real zero = x.get(0).constant(0);
    Real above = x.get(0).choose(Predicate.OGT, zero.plus(lambda), x.get(0).minus(bias), zero);
    return x.get(0).choose(Predicate.OLT, zero.plus(-lambda), x.get(0).plus(bias), above);
  }

  private static Real clip(OnnxOp op, List<Real> x) {
    Real atLeast = op.hasInput(1) ? x.get(0).max(x.get(1)) : x.get(0).max(op.real("min"));
    return op.hasInput(2) ? atLeast.min(x.getLast()) : atLeast.min(op.real("max"));
  }
}

package zkopt.dialect.arith;

import java.math.BigInteger;
import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;
import zkopt.ir.Value;

/** The folds of {@link BinaryOp}: identities that hold for every operand (NaN and signed zeros included), and constants. */
final class BinaryFolding {
  private final BinaryOp op;
  private final BinaryOp.Kind kind;
  private final Value x;
  private final Value y;
  private final Attribute a;
  private final Attribute b;

  private BinaryFolding(BinaryOp op, Attribute a, Attribute b) {
    this.op = op;
    this.kind = op.kind();
    this.x = op.lhs();
    this.y = op.rhs();
    this.a = a;
    this.b = b;
  }

  static List<Object> fold(BinaryOp op, Attribute a, Attribute b) {
    return new BinaryFolding(op, a, b).fold();
  }

  private List<Object> fold() {
    Object identity = kind.isFloat() ? floatIdentity() : integerIdentity();
    if (identity != null) return List.of(identity);
    boolean isShift = kind == BinaryOp.Kind.SHLI || kind == BinaryOp.Kind.SHRSI || kind == BinaryOp.Kind.SHRUI;
    if (isShift && !lastShifts()) return null;
    List<Object> constant = kind.isFloat() ? floats()
        : Constants.foldInteger(op.result().type(), a, b, (i, j, type) -> IntegerArithmetic.evaluate(kind, i, j, type));
    boolean isIdempotent = kind == BinaryOp.Kind.ANDI || kind == BinaryOp.Kind.ORI;
    return constant == null && isIdempotent && x == y ? List.of(x) : constant;
  }

  private Object floatIdentity() {
    return switch (kind) {
      // x + -0.0 -> x, but x + 0.0 is not x for x = -0.0
      case ADDF -> Constants.isFloat(b, -0.0) ? x : null;
      case SUBF -> Constants.isFloat(b, 0.0) ? x : null;
      case MULF, DIVF -> Constants.isFloat(b, 1.0) ? x : null;
      case MAXIMUMF -> x == y || Constants.isFloat(b, Double.NEGATIVE_INFINITY) ? x : null;
      case MINIMUMF -> x == y || Constants.isFloat(b, Double.POSITIVE_INFINITY) ? x : null;
      // the number wins
      case MAXNUMF, MINNUMF -> x == y || Constants.isNan(b) ? x : null;
      default -> null;
    };
  }

  private List<Object> floats() {
    return switch (kind) {
      case ADDF -> Constants.foldArithmetic(a, b, (i, j) -> i + j);
      case SUBF -> Constants.foldArithmetic(a, b, (i, j) -> i - j);
      case MULF -> Constants.foldArithmetic(a, b, (i, j) -> i * j);
      case DIVF -> Constants.foldArithmetic(a, b, (i, j) -> i / j);
      case REMF -> Constants.foldArithmetic(a, b, (i, j) -> i % j);
      case MAXIMUMF -> Constants.foldArithmetic(a, b, Math::max);
      case MINIMUMF -> Constants.foldArithmetic(a, b, Math::min);
      case MAXNUMF -> Constants.foldFloat(a, b, (i, j) -> Double.isNaN(i) ? j : Double.isNaN(j) ? i : Math.max(i, j));
      case MINNUMF -> Constants.foldFloat(a, b, (i, j) -> Double.isNaN(i) ? j : Double.isNaN(j) ? i : Math.min(i, j));
      default -> throw new IllegalArgumentException(kind + " is not a floating-point operation");
    };
  }

  private Object integerIdentity() {
    return switch (kind) {
      case ADDI -> is(0) ? x : ofDifference();
      case SUBI -> x == y && zero() != null ? zero() : is(0) ? x : ofSum();
      case MULI -> is(0) ? y : is(1) ? x : null;
      case DIVUI -> is(1) ? x : ofProduct("nuw");
      case DIVSI -> is(1) ? x : ofProduct("nsw");
      case CEILDIVSI, CEILDIVUI, FLOORDIVSI -> is(1) ? x : null;
      case REMSI, REMUI -> is(1) ? zero() : null;
      case SHLI, SHRSI, SHRUI -> is(0) ? x : null;
      case ANDI -> is(0) ? y : is(-1) ? x : isNotOf(x, y) || isNotOf(y, x) ? zero() : ofConjunction();
      case ORI -> is(0) ? x : is(-1) ? b : isNotOf(y, x) ? y.definingOp().operand(1) : isNotOf(x, y) ? x.definingOp().operand(1) : null;
      case XORI -> is(0) ? x : x == y && zero() != null ? zero() : ofExclusive();
      case MAXSI -> x == y ? x : isMost() ? y : isLeast() ? x : null;
      case MINSI -> x == y ? x : isLeast() ? y : isMost() ? x : null;
      case MAXUI -> x == y ? x : is(-1) ? y : is(0) ? x : null;
      case MINUI -> x == y ? x : is(0) ? y : is(-1) ? x : null;
      default -> null;
    };
  }

  /** Whether the last amount is less than the width, as mlir-opt asks; what others that are not make is poison, so that any value will do. */
  private boolean lastShifts() {
    TypedAttr amount = b instanceof DenseElementsAttr d && !d.isSplat() ? Constants.element(d, d.count() - 1) : Constants.scalar(b);
    BigInteger bits = Integers.signed(amount);
    return bits != null && Integers.unsigned(bits, amount.type()).compareTo(BigInteger.valueOf(Integers.width(amount.type()))) < 0;
  }

  private boolean is(long constant) {
    return Constants.isInteger(b, constant);
  }

  private boolean isLeast() {
    TypedAttr scalar = Constants.scalar(b);
    return scalar != null && Integers.least(scalar.type()).equals(Integers.signed(scalar));
  }

  private boolean isMost() {
    TypedAttr scalar = Constants.scalar(b);
    return scalar != null && Integers.least(scalar.type()).not().equals(Integers.signed(scalar));
  }

  private TypedAttr zero() {
    Type type = op.result().type();
    return type instanceof ShapedType s && !s.hasStaticShape() ? null : Constants.integer(0, type);
  }

  private static BinaryOp of(Value value, BinaryOp.Kind kind) {
    return value.definingOp() instanceof BinaryOp o && o.kind() == kind ? o : null;
  }

  /** (p - q) + q -> p; q + (p - q) -> p. */
  private Value ofDifference() {
    var left = of(x, BinaryOp.Kind.SUBI);
    if (left != null && left.rhs() == y) return left.lhs();
    var right = of(y, BinaryOp.Kind.SUBI);
    return right != null && right.rhs() == x ? right.lhs() : null;
  }

  /** (p + q) - q -> p; (p + q) - p -> q. */
  private Value ofSum() {
    var sum = of(x, BinaryOp.Kind.ADDI);
    return sum == null ? null : sum.rhs() == y ? sum.lhs() : sum.lhs() == y ? sum.rhs() : null;
  }

  /** (p * q) / q -> p, (p * q) / p -> q, where the product does not overflow. */
  private Value ofProduct(String flag) {
    var product = of(x, BinaryOp.Kind.MULI);
    if (product == null || !FlagsAttr.has(product, "overflowFlags", flag)) return null;
    return product.lhs() == y ? product.rhs() : product.rhs() == y ? product.lhs() : null;
  }

  /** p & (p & q) -> p & q. */
  private Value ofConjunction() {
    var left = of(x, BinaryOp.Kind.ANDI);
    if (left != null && (left.lhs() == y || left.rhs() == y)) return x;
    var right = of(y, BinaryOp.Kind.ANDI);
    return right != null && (right.lhs() == x || right.rhs() == x) ? y : null;
  }

  /** (p ^ q) ^ q -> p, and with all operands exchanged. */
  private Value ofExclusive() {
    var left = of(x, BinaryOp.Kind.XORI);
    if (left != null && left.rhs() == y) return left.lhs();
    if (left != null && left.lhs() == y) return left.rhs();
    var right = of(y, BinaryOp.Kind.XORI);
    if (right != null && right.rhs() == x) return right.lhs();
    return right != null && right.lhs() == x ? right.rhs() : null;
  }

  /** Whether {@code value} is {@code other ^ -1}. */
  private static boolean isNotOf(Value value, Value other) {
    var not = of(value, BinaryOp.Kind.XORI);
    return not != null && not.lhs() == other && not.rhs().definingOp() instanceof ConstantOp c && Constants.isInteger(c.value(), -1);
  }
}

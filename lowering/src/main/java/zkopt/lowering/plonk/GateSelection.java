package zkopt.lowering.plonk;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.dialect.fixed.TableOp;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;
import zkopt.lowering.plonk.gates.ClampGate;
import zkopt.lowering.plonk.gates.CompareGate;
import zkopt.lowering.plonk.gates.DivideEvenGate;
import zkopt.lowering.plonk.gates.DivideGate;
import zkopt.lowering.plonk.gates.EqualGate;
import zkopt.lowering.plonk.gates.ExpGate;
import zkopt.lowering.plonk.gates.ExtremumGate;
import zkopt.lowering.plonk.gates.Gate;
import zkopt.lowering.plonk.gates.GateLibrary;
import zkopt.lowering.plonk.gates.InterpolationGate;
import zkopt.lowering.plonk.gates.LinearGate;
import zkopt.lowering.plonk.gates.ProductGate;
import zkopt.lowering.plonk.gates.RoundGate;
import zkopt.lowering.plonk.gates.SqrtGate;
import zkopt.lowering.plonk.gates.SquareGate;
import zkopt.lowering.plonk.gates.TableGate;

/**
 * The gate that computes a fixed-point operation, with the operations that it takes in because nobody else needs their results:
 *
 * <pre>
 * max(rescale(x + y), 0)  ->  rescale_add_relu      rescale(x * y)  ->  mul_rescale
 * max(x, 0)               ->  relu                  rescale(x)      ->  rescale
 * rescale(x - y), rescale(x + y * 2^s)  ->  rescale_add with coefficients
 * min(max(x, c), d)       ->  clamp             table(rescale(x)), table(max(x, first))  ->  lookup
 * </pre>
 *
 * @param result the type of what the gate computes; a change of width may have to follow
 */
record GateSelection(Gate gate, List<Value> inputs, QType result) {
  /** Sums of up to this width go into one and the same rounding gate; wider ones could wrap. */
  static final int SUM_WIDTH = 62;

  /**
   * What a selection may use.
   *
   * @param nonNegative which values cannot be negative, as far as known
   * @param fuse whether a gate takes in what nobody else needs
   * @param narrowDivisors whether attributes that state ranges are taken for what remainders need
   */
  record Facts(Predicate<Value> nonNegative, boolean fuse, boolean narrowDivisors) {
    /** Whether the only reader of a value may compute it, too. */
    boolean canTakeIn(Value value) {
      return fuse && value.hasOneUse();
    }
  }

  /** The selection for {@code op}, or null when it is no operation on fixed-point values. */
  static GateSelection of(Operation op, Facts facts, GateLibrary library) {
    return switch (op) {
      case RescaleOp rescale -> rescale.shift() > 0 ? rounding(rescale, false, facts) : shiftLeft(rescale);
      case BinaryOp binary -> binary(binary, facts);
      case UnaryOp unary -> unary(unary);
      case TableOp table -> table(table, library.functionTable(table.first(), table.values()), facts);
      default -> null;
    };
  }

  /** The change of {@code from} to the width of {@code to}. */
  static GateSelection resize(Value from, QType to) {
    return linear("resize", to, List.of(from), List.of(1L));
  }

  private static GateSelection linear(String name, QType result, List<Value> inputs, List<Long> coefficients) {
    return new GateSelection(new LinearGate(name, types(inputs), coefficients, result), inputs, result);
  }

  private static List<QType> types(List<Value> values) {
    return values.stream().map(v -> (QType) v.type()).toList();
  }

  private static GateSelection shiftLeft(RescaleOp op) {
    if (op.shift() == 0) return resize(op.operand(), op.type());
    return linear("shl", op.type(), List.of(op.operand()), List.of(1L << -op.shift()));
  }

  private static GateSelection unary(UnaryOp op) {
    return switch (op.kind()) {
      case NEG -> linear("neg", op.type(), List.of(op.operand()), List.of(-1L));
      case EXP -> new GateSelection(new ExpGate(op.operandType(), op.type()), List.of(op.operand()), op.type());
      case SQRT -> new GateSelection(new SqrtGate(op.operandType(), op.type()), List.of(op.operand()), op.type());
      default -> new GateSelection(new InterpolationGate(op.kind(), op.operandType(), op.type()), List.of(op.operand()), op.type());
    };
  }

  private static GateSelection binary(BinaryOp op, Facts facts) {
    var inputs = List.of(op.lhs(), op.rhs());
    return switch (op.kind()) {
      case ADD -> linear("add", op.type(), inputs, List.of(1L, 1L));
      case SUB -> linear("sub", op.type(), inputs, List.of(1L, -1L));
      case MUL -> product(op);
      case MAX -> isNonNegative(op, facts) ? extremum(op, facts)
          : Scalars.isZero(op.rhs()) ? relu(op.lhs(), facts) : Scalars.isZero(op.lhs()) ? relu(op.rhs(), facts) : extremum(op, facts);
      case MIN -> clamp(op, facts) == null ? extremum(op, facts) : clamp(op, facts);
      case LESS -> new GateSelection(new CompareGate(op.lhsType(), op.rhsType(), op.type()), inputs, op.type());
      case EQUAL -> new GateSelection(new EqualGate(op.lhsType(), op.rhsType(), op.type()), inputs, op.type());
      case DIV_EVEN -> divideEven(op);
      case DIV -> divide(op, facts);
    };
  }

  private static GateSelection product(BinaryOp op) {
    var inputs = List.of(op.lhs(), op.rhs());
    if (!ProductGate.fits(op.lhsType(), op.rhsType(), op.type())) {
      return new GateSelection(new RoundGate(new RoundGate.Product(op.lhsType(), op.rhsType()), 0, op.type(), false), inputs, op.type());
    }
    return op.lhs() == op.rhs() ? new GateSelection(new SquareGate(op.lhsType(), op.type()), List.of(op.lhs()), op.type())
        : new GateSelection(new ProductGate(op.lhsType(), op.rhsType(), op.type()), inputs, op.type());
  }

  /** min(max(x, constant), constant), or null. */
  private static GateSelection clamp(BinaryOp min, Facts facts) {
    boolean clamps = min.rhs().definingOp() instanceof ConstantOp && facts.canTakeIn(min.lhs()) && min.lhs().definingOp() instanceof BinaryOp max
        && max.kind() == BinaryOp.Kind.MAX && max.rhs().definingOp() instanceof ConstantOp;
    if (!clamps) return null;
    var max = (BinaryOp) min.lhs().definingOp();
    long least = ((ConstantOp) max.rhs().definingOp()).value();
    long largest = ((ConstantOp) min.rhs().definingOp()).value();
    if (least >= largest || !min.type().holds(least) || !min.type().holds(largest)) return null;
    return new GateSelection(new ClampGate(max.lhsType(), least, largest, min.type()), List.of(max.lhs()), min.type());
  }

  private static GateSelection divide(BinaryOp op, Facts facts) {
    int divisorBits = op.rhsType().magnitudeBits();
    if (facts.narrowDivisors()) divisorBits = Math.min(divisorBits, Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, expected(op.rhs())[1])));
    var gate = new DivideGate(op.lhsType(), op.rhsType(), op.type(), divisorBits, facts.narrowDivisors() && expected(op.result())[0] >= 0);
    return new GateSelection(gate, List.of(op.lhs(), op.rhs()), op.type());
  }

  /** The least and the largest that a value is expected to be: what is beyond need not have a witness. */
  private static long[] expected(Value value) {
    long most = ((QType) value.type()).max();
    return value.definingOp() != null && value.definingOp().attribute(FixedDialect.BOUNDS) instanceof DenseArrayAttr known ? known.longs()
        : new long[] {-most, most};
  }

  private static GateSelection divideEven(BinaryOp op) {
    if (op.rhs().definingOp() instanceof ConstantOp c && c.value() > 0) {
      return new GateSelection(new DivideEvenGate(op.lhsType(), op.rhsType(), op.type(), OptionalLong.of(c.value())), List.of(op.lhs()), op.type());
    }
    return new GateSelection(new DivideEvenGate(op.lhsType(), op.rhsType(), op.type(), OptionalLong.empty()), List.of(op.lhs(), op.rhs()), op.type());
  }

  private static boolean isNonNegative(BinaryOp op, Facts facts) {
    return facts.nonNegative().test(op.lhs()) && facts.nonNegative().test(op.rhs());
  }

  private static GateSelection extremum(BinaryOp op, Facts facts) {
    QType wider = op.lhsType().width() > op.rhsType().width() ? op.lhsType() : op.rhsType();
    return new GateSelection(new ExtremumGate(op.kind() == BinaryOp.Kind.MAX, wider, isNonNegative(op, facts)), List.of(op.lhs(), op.rhs()), wider);
  }

  private static GateSelection relu(Value x, Facts facts) {
    if (x.definingOp() instanceof RescaleOp rescale && rescale.shift() > 0 && facts.canTakeIn(x)) return rounding(rescale, true, facts);
    var type = (QType) x.type();
    return new GateSelection(new RoundGate(new RoundGate.Value(type), 0, type, true), List.of(x), type);
  }

  /** A function of max(x, the first key), of a rounded value, or of both. */
  private static GateSelection table(TableOp op, String symbol, Facts facts) {
    Value key = op.operand();
    boolean saturating = facts.canTakeIn(key) && key.definingOp() instanceof BinaryOp max && max.kind() == BinaryOp.Kind.MAX
        && max.rhs().definingOp() instanceof ConstantOp c && c.value() == op.first();
    Value x = saturating ? key.definingOp().operand(0) : key;
    var rounded = facts.canTakeIn(x) && x.definingOp() instanceof RescaleOp r && r.shift() > 0 ? Rounded.of(r, facts) : null;
    var source = rounded == null ? new RoundGate.Value((QType) x.type()) : rounded.source();
    int shift = rounded == null ? 0 : rounded.shift();
    var gate = new TableGate(source, shift, (QType) x.type(), symbol, op.first(), op.function().last(), saturating, op.type());
    return new GateSelection(gate, rounded == null ? List.of(x) : rounded.inputs(), op.type());
  }

  private static GateSelection rounding(RescaleOp op, boolean relu, Facts facts) {
    var rounded = Rounded.of(op, facts);
    return new GateSelection(new RoundGate(rounded.source(), rounded.shift(), op.type(), relu), rounded.inputs(), op.type());
  }

  /** A value that is rounded, with the sum or the product that it is when nobody else needs that. */
  private record Rounded(RoundGate.Source source, List<Value> inputs, int shift) {
    /** x * 2^k shifted by s is x shifted by s - k. */
    private static Rounded byPowerOfTwo(BinaryOp product, int shift) {
      if (product.kind() != BinaryOp.Kind.MUL || !(product.rhs().definingOp() instanceof ConstantOp c) || Long.bitCount(c.value()) != 1) return null;
      int left = shift - Long.numberOfTrailingZeros(c.value());
      return c.value() < 0 || left <= 0 ? null : new Rounded(new RoundGate.Value(widened(product.lhsType())), List.of(product.lhs()), left);
    }

    static Rounded of(RescaleOp op, Facts facts) {
      Value x = op.operand();
      var producer = facts.canTakeIn(x) && x.definingOp() instanceof BinaryOp b ? b : null;
      Rounded scaled = producer == null ? null : byPowerOfTwo(producer, op.shift());
      if (scaled != null) return scaled;
      if (producer != null && producer.kind() == BinaryOp.Kind.MUL) {
        return new Rounded(new RoundGate.Product(producer.lhsType(), producer.rhsType()), List.of(producer.lhs(), producer.rhs()), op.shift());
      }
      boolean adds = producer != null && (producer.kind() == BinaryOp.Kind.ADD || producer.kind() == BinaryOp.Kind.SUB);
      Rounded sum = adds ? sum(Term.of(producer.lhs(), 1), Term.of(producer.rhs(), producer.kind() == BinaryOp.Kind.ADD ? 1 : -1), op.shift()) : null;
      if (sum != null) return sum;
      return new Rounded(new RoundGate.Value(widened(op.operandType())), List.of(x), op.shift());
    }

    /** The first of the terms is one that needs no cell, if there is any; null where the sum does not fit a gate. */
    private static Rounded sum(Term a, Term b, int shift) {
      if (Math.abs(a.factor) != 1 || isSumOfContraction(b.value) && Math.abs(b.factor) == 1) {
        if (Math.abs(b.factor) != 1) return null;
        Term c = a;
        a = b;
        b = c;
      }
      boolean plain = a.factor == 1 && b.factor == 1;
      var source = new RoundGate.Biased(widened(a.type()), plain ? widened(b.type()) : b.type(), (int) a.factor, b.factor);
      return !plain && source.bound().bitLength() > SUM_WIDTH ? null : new Rounded(source, List.of(a.value, b.value), shift);
    }
  }

  /** A value times a constant: what a shift to the left is that nobody else needs. */
  private record Term(Value value, long factor) {
    static Term of(Value value, long factor) {
      return value.hasOneUse() && value.definingOp() instanceof RescaleOp r && r.shift() < 0 && -r.shift() < SUM_WIDTH - 1
          ? new Term(r.operand(), factor << -r.shift()) : new Term(value, factor);
    }

    QType type() {
      return (QType) value.type();
    }
  }

  static QType widened(QType type) {
    return type.width() > SUM_WIDTH ? type : type.withWidth(SUM_WIDTH);
  }

  /** A sum needs no cell where a gate defines it, so that it should be what the gate defines. */
  static boolean isSumOfContraction(Value value) {
    return value.definingOp() instanceof LoadOp load
        && Buffers.base(load.memref()).users().stream().anyMatch(op -> op instanceof ContractOp c && c.out() == Buffers.base(load.memref()));
  }
}

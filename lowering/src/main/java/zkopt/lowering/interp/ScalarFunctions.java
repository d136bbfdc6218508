package zkopt.lowering.interp;

import static zkopt.lowering.interp.ScalarFunction.real;
import static zkopt.lowering.interp.ScalarFunction.word;

import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.arith.UnaryOp;
import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.dialect.fixed.TableOp;
import zkopt.dialect.math.FmaOp;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Operation;
import zkopt.ir.Type;

/**
 * The functions of the scalar operations. Floats are computed in double whatever their type says, and rounded where a truncation says so;
 * integers wrap at 64 bits.
 */
final class ScalarFunctions {
  private ScalarFunctions() {}

  /** The function of {@code op}, or null when it is not a scalar operation that can be run. */
  static ScalarFunction of(Operation op) {
    return switch (op) {
      case ConstantOp c when c.value() instanceof FloatAttr f -> new ScalarFunction.Constant(word(f.value()));
      case ConstantOp c when c.value() instanceof IntegerAttr i -> new ScalarFunction.Constant(i.value());
      case BinaryOp b when b.kind().isFloat() -> floatBinary(b.kind());
      case BinaryOp b -> integerBinary(b.kind());
      case UnaryOp u -> switch (u.kind()) {
        case NEGF -> real(x -> -x);
      };
      case CmpIOp c -> {
        var predicate = c.predicate();
        yield new ScalarFunction.Binary((a, b) -> predicate.test(a, b) ? 1 : 0);
      }
      case CmpFOp c -> {
        var predicate = c.predicate();
        yield new ScalarFunction.Binary((a, b) -> predicate.test(real(a), real(b)) ? 1 : 0);
      }
      case SelectOp _ -> new ScalarFunction.Ternary((c, a, b) -> c != 0 ? a : b);
      case CastOp c -> cast(c.kind(), c.in().type(), c.result().type());
      case zkopt.dialect.math.UnaryOp u -> real(u.kind()::evaluate);
      case zkopt.dialect.math.BinaryOp b -> real(b.kind()::evaluate);
      case FmaOp _ -> new ScalarFunction.Ternary((a, b, c) -> word(real(a) * real(b) + real(c)));
      default -> fixed(op);
    };
  }

  private static ScalarFunction floatBinary(BinaryOp.Kind kind) {
    return switch (kind) {
      case ADDF -> new ScalarFunction.Binary((a, b) -> word(real(a) + real(b)));
      case SUBF -> new ScalarFunction.Binary((a, b) -> word(real(a) - real(b)));
      case MULF -> new ScalarFunction.Binary((a, b) -> word(real(a) * real(b)));
      case DIVF -> new ScalarFunction.Binary((a, b) -> word(real(a) / real(b)));
      case REMF -> real((a, b) -> a % b);
      case MAXIMUMF -> real(Math::max);
      case MINIMUMF -> real(Math::min);
      case MAXNUMF -> real((a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b));
      case MINNUMF -> real((a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b));
      default -> throw new IllegalArgumentException(kind + " is not a floating-point operation");
    };
  }

  private static ScalarFunction integerBinary(BinaryOp.Kind kind) {
    return new ScalarFunction.Binary(switch (kind) {
      case ADDI -> (a, b) -> a + b;
      case SUBI -> (a, b) -> a - b;
      case MULI -> (a, b) -> a * b;
      case DIVSI -> (a, b) -> a / b;
      case DIVUI -> Long::divideUnsigned;
      case REMSI -> (a, b) -> a % b;
      case REMUI -> Long::remainderUnsigned;
      case CEILDIVSI -> Math::ceilDiv;
      case CEILDIVUI -> (a, b) -> Long.divideUnsigned(a, b) + (Long.remainderUnsigned(a, b) != 0 ? 1 : 0);
      case FLOORDIVSI -> Math::floorDiv;
      case ANDI -> (a, b) -> a & b;
      case ORI -> (a, b) -> a | b;
      case XORI -> (a, b) -> a ^ b;
      case SHLI -> (a, b) -> a << b;
      case SHRSI -> (a, b) -> a >> b;
      case SHRUI -> (a, b) -> a >>> b;
      case MAXSI -> Math::max;
      case MINSI -> Math::min;
      case MAXUI -> (a, b) -> Long.compareUnsigned(a, b) >= 0 ? a : b;
      case MINUI -> (a, b) -> Long.compareUnsigned(a, b) <= 0 ? a : b;
      default -> throw new IllegalArgumentException(kind + " is not an integer operation");
    });
  }

  private static ScalarFunction cast(CastOp.Kind kind, Type from, Type to) {
    int width = from instanceof IntegerType i ? i.width() : 64;
    long mask = width == 64 ? -1 : (1L << width) - 1;
    return switch (kind) {
      case TRUNCF -> real(((FloatType) to)::round);
      case INDEX_CAST, EXTSI, TRUNCI, EXTF -> new ScalarFunction.Unary(x -> x);
      case INDEX_CASTUI, EXTUI -> new ScalarFunction.Unary(x -> x & mask);
      case SITOFP -> new ScalarFunction.Unary(x -> word(x));
      case UITOFP -> new ScalarFunction.Unary(x -> word(x & mask));
      case FPTOSI, FPTOUI -> new ScalarFunction.Unary(x -> (long) real(x));
      case BITCAST -> null;
    };
  }

  private static ScalarFunction fixed(Operation op) {
    return switch (op) {
      case zkopt.dialect.fixed.ConstantOp c -> new ScalarFunction.Constant(c.value());
      case zkopt.dialect.fixed.BinaryOp b -> {
        var kind = b.kind();
        QType x = b.lhsType();
        QType y = b.rhsType();
        QType result = b.type();
        yield new ScalarFunction.Binary((p, q) -> FixedSemantics.binary(kind, p, x, q, y, result));
      }
      case zkopt.dialect.fixed.UnaryOp u -> {
        var kind = u.kind();
        QType x = u.operandType();
        QType result = u.type();
        yield new ScalarFunction.Unary(p -> FixedSemantics.unary(kind, p, x, result));
      }
      case RescaleOp r -> {
        QType from = r.operandType();
        QType to = r.type();
        yield new ScalarFunction.Unary(p -> FixedSemantics.rescale(p, from, to));
      }
      case TableOp t -> {
        var function = t.function();
        yield new ScalarFunction.Unary(function::at);
      }
      case ScalarSemantics s -> new ScalarFunction.Nary(s);
      default -> null;
    };
  }
}

package zkopt.dialect.arith;

import java.util.List;
import zkopt.ir.Attribute;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** The folds of {@link BinaryOp}: identities that hold for every operand (NaN and signed zeros included), and constants. */
final class BinaryFolding {
  private BinaryFolding() {}

  static List<Object> fold(BinaryOp op, Attribute a, Attribute b) {
    Value identity = identity(op, a, b);
    if (identity != null) return List.of(identity);
    return op.kind().isFloat() ? floats(op.kind(), a, b) : integers(op, a, b);
  }

  private static Value identity(BinaryOp op, Attribute a, Attribute b) {
    Value x = op.lhs();
    return switch (op.kind()) {
      // x + 0 -> x; x << 0 -> x
      case ADDI, SUBI, ORI, XORI, SHLI, SHRSI, SHRUI -> Constants.isInteger(b, 0) ? x : null;
      // x * 1 -> x; x / 1 -> x
      case MULI, DIVSI, DIVUI, CEILDIVSI, CEILDIVUI, FLOORDIVSI -> Constants.isInteger(b, 1) ? x : null;
      case ANDI -> x == op.rhs() || Constants.isInteger(b, -1) ? x : null;
      case MAXSI, MINSI, MAXUI, MINUI, MAXIMUMF, MINIMUMF, MAXNUMF, MINNUMF -> x == op.rhs() ? x : null;
      // x + -0.0 -> x, but x + 0.0 is not x for x = -0.0
      case ADDF -> Constants.isFloat(b, -0.0) ? x : null;
      case SUBF -> Constants.isFloat(b, 0.0) ? x : null;
      case MULF, DIVF -> Constants.isFloat(b, 1.0) ? x : null;
      case REMSI, REMUI, REMF -> null;
    };
  }

  private static List<Object> floats(BinaryOp.Kind kind, Attribute a, Attribute b) {
    return switch (kind) {
      case ADDF -> Constants.foldFloat(a, b, (x, y) -> x + y);
      case SUBF -> Constants.foldFloat(a, b, (x, y) -> x - y);
      case MULF -> Constants.foldFloat(a, b, (x, y) -> x * y);
      case DIVF -> Constants.foldFloat(a, b, (x, y) -> x / y);
      case REMF -> Constants.foldFloat(a, b, (x, y) -> x % y);
      case MAXIMUMF -> Constants.foldFloat(a, b, Math::max);
      case MINIMUMF -> Constants.foldFloat(a, b, Math::min);
      case MAXNUMF -> Constants.foldFloat(a, b, (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y));
      case MINNUMF -> Constants.foldFloat(a, b, (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y));
      default -> throw new IllegalArgumentException(kind + " is not a floating-point operation");
    };
  }

  private static List<Object> integers(BinaryOp op, Attribute a, Attribute b) {
    Type type = op.result().type();
    boolean scalar = type instanceof IntegerType || type instanceof IndexType;
    if (!scalar) return null;
    // x - x -> 0; x * 0 -> 0; x & 0 -> 0
    boolean zero = switch (op.kind()) {
      case SUBI, XORI -> op.lhs() == op.rhs();
      case MULI, ANDI -> Constants.isInteger(b, 0) || Constants.isInteger(a, 0);
      case REMSI, REMUI -> Constants.isInteger(b, 1);
      default -> false;
    };
    if (zero) return List.of(IntegerAttr.of(0, type));
    if (!(a instanceof IntegerAttr x) || !(b instanceof IntegerAttr y)) return null;
    Long value = evaluate(op.kind(), x.value(), y.value(), type);
    return value == null ? null : List.of(Constants.wrapped(value, type));
  }

  /** The value before wrapping; null where the operation is undefined. */
  private static Long evaluate(BinaryOp.Kind kind, long x, long y, Type type) {
    int width = Constants.width(type);
    long ux = Constants.unsigned(x, type);
    long uy = Constants.unsigned(y, type);
    boolean divisible = y != 0 && !(y == -1 && x == Long.MIN_VALUE >> (64 - width));
    boolean shiftable = uy >= 0 && uy < width;
    return switch (kind) {
      case ADDI -> x + y;
      case SUBI -> x - y;
      case MULI -> x * y;
      case DIVSI -> divisible ? x / y : null;
      case REMSI -> divisible ? x % y : null;
      case FLOORDIVSI -> divisible ? Math.floorDiv(x, y) : null;
      case CEILDIVSI -> divisible ? Math.ceilDiv(x, y) : null;
      case DIVUI -> y != 0 ? Long.divideUnsigned(ux, uy) : null;
      case REMUI -> y != 0 ? Long.remainderUnsigned(ux, uy) : null;
      case CEILDIVUI -> y != 0
          ? Long.divideUnsigned(ux, uy) + (Long.remainderUnsigned(ux, uy) != 0 ? 1 : 0) : null;
      case ANDI -> x & y;
      case ORI -> x | y;
      case XORI -> x ^ y;
      case SHLI -> shiftable ? x << uy : null;
      case SHRSI -> shiftable ? x >> uy : null;
      case SHRUI -> shiftable ? ux >>> uy : null;
      case MAXSI -> Math.max(x, y);
      case MINSI -> Math.min(x, y);
      case MAXUI -> Long.compareUnsigned(ux, uy) >= 0 ? x : y;
      case MINUI -> Long.compareUnsigned(ux, uy) <= 0 ? x : y;
      default -> throw new IllegalArgumentException(kind + " is not an integer operation");
    };
  }
}

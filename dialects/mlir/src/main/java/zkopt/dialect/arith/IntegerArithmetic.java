package zkopt.dialect.arith;

import zkopt.ir.Type;

/** Integer operations on numbers of up to 64 bits, given sign-extended. */
final class IntegerArithmetic {
  private IntegerArithmetic() {}

  /** The value before wrapping; null where the operation is undefined, or mlir-opt leaves it. */
  static Long evaluate(BinaryOp.Kind kind, long x, long y, Type type) {
    int width = Constants.width(type);
    long ux = Constants.unsigned(x, type);
    long uy = Constants.unsigned(y, type);
    long least = Long.MIN_VALUE >> (Long.SIZE - width);
    boolean divisible = y != 0 && !(y == -1 && x == least);
    boolean shiftable = uy >= 0 && uy < width;
    return switch (kind) {
      case ADDI -> x + y;
      case SUBI -> x - y;
      case MULI -> x * y;
      case DIVSI -> divisible ? x / y : null;
      case REMSI -> y != 0 ? x % y : null;
      case FLOORDIVSI -> divisible ? Math.floorDiv(x, y) : null;
      case CEILDIVSI -> divisible && (x == 0 || x != least && y != least) ? Math.ceilDiv(x, y) : null;
      case DIVUI -> y != 0 ? Long.divideUnsigned(ux, uy) : null;
      case REMUI -> y != 0 ? Long.remainderUnsigned(ux, uy) : null;
      case CEILDIVUI -> y != 0 ? Long.divideUnsigned(ux, uy) + (Long.remainderUnsigned(ux, uy) != 0 ? 1 : 0) : null;
      case ANDI -> x & y;
      case ORI -> x | y;
      case XORI -> x ^ y;
      case SHLI -> shiftable ? x << uy : 0;
      case SHRSI -> shiftable ? x >> uy : x >> (width - 1);
      case SHRUI -> shiftable ? ux >>> uy : 0;
      case MAXSI -> Math.max(x, y);
      case MINSI -> Math.min(x, y);
      case MAXUI -> Long.compareUnsigned(ux, uy) >= 0 ? x : y;
      case MINUI -> Long.compareUnsigned(ux, uy) <= 0 ? x : y;
      default -> throw new IllegalArgumentException(kind + " is not an integer operation");
    };
  }
}

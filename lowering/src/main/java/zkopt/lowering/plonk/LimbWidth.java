package zkopt.lowering.plonk;

import java.util.Comparator;
import java.util.stream.IntStream;
import zkopt.dialect.affine.TripCounts;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.ir.Operation;

/**
 * How wide range-checked cells should be. Wider ones make fewer of a rounded value and its remainder, and a table of more rows. Counted are the
 * cells of all roundings and quotients, as often as their loops run; a value or a remainder that is not whole limbs takes one more of them, and
 * another lookup.
 */
final class LimbWidth {
  private static final int LEAST = 12;
  private static final int MOST = 16;
  /** A cell, and its share of the lookup argument. */
  private static final double LIMB = 1.5;
  /** The lookup that shows a limb to be shorter. */
  private static final double SHORTER = 1;
  /** Bits are cells that no table is needed for. */
  private static final int MAX_BITS = 2;
  /** A fixed cell for the value and the tag, a multiplicity, and what its share of the lookup argument takes. */
  private static final double TABLE_ROW = 2.1;

  private LimbWidth() {}

  /** The width for which the cells of a module at the fixed-point level are fewest. */
  static int cheapest(ModuleOp module) {
    return IntStream.rangeClosed(LEAST, MOST).boxed().min(Comparator.comparingDouble(bits -> cost(module, bits))).orElseThrow();
  }

  private static double cost(ModuleOp module, int limbBits) {
    double[] cost = {TABLE_ROW * (1L << limbBits)};
    module.walk(op -> cost[0] += TripCounts.around(op) * cells(op, limbBits));
    return cost[0];
  }

  private static double cells(Operation op, int limbBits) {
    return switch (op) {
      case RescaleOp r when r.shift() > 0 -> signed(r.type(), limbBits) + unsigned(r.shift(), limbBits);
      case BinaryOp b when b.kind() == BinaryOp.Kind.DIV -> signed(b.type(), limbBits) + 2 * unsigned(b.rhsType().magnitudeBits() + 1, limbBits);
      default -> 0;
    };
  }

  private static double signed(QType type, int limbBits) {
    return type.width() % limbBits == 0 ? unsigned(type.width(), limbBits) : unsigned(type.magnitudeBits(), limbBits) + 1;
  }

  private static double unsigned(int bits, int limbBits) {
    int rest = bits % limbBits;
    return LIMB * (bits / limbBits) + (rest > MAX_BITS ? LIMB + SHORTER : rest);
  }
}

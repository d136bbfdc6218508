package zkopt.lowering.fixed;

import java.util.List;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;

/** The least and the largest value that samples led to, as in attribute {@link Calibration#RANGE}. */
record Observed(double least, double largest) {
  /** Null when the attribute is absent. */
  static Observed of(Attribute range) {
    if (!(range instanceof ArrayAttr array) || array.values().size() != 2) return null;
    return array.values().get(0) instanceof FloatAttr lo && array.values().get(1) instanceof FloatAttr hi ? new Observed(lo.value(), hi.value()) : null;
  }

  ArrayAttr attribute() {
    return new ArrayAttr(List.of(new FloatAttr(least, FloatType.F64), new FloatAttr(largest, FloatType.F64)));
  }

  double magnitude() {
    return Math.max(Math.abs(least), Math.abs(largest));
  }

  Observed union(Observed other) {
    return new Observed(Math.min(least, other.least), Math.max(largest, other.largest));
  }
}

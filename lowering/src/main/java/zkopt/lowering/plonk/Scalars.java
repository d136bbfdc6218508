package zkopt.lowering.plonk;

import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.ir.FloatAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** Scalar arithmetic seen alike at the float and the fixed-point level. */
final class Scalars {
  private Scalars() {}

  static boolean isSum(Operation op) {
    return switch (op) {
      case BinaryOp b -> b.kind() == BinaryOp.Kind.ADDF;
      case zkopt.dialect.fixed.BinaryOp b -> b.kind() == zkopt.dialect.fixed.BinaryOp.Kind.ADD;
      case null, default -> false;
    };
  }

  static boolean isProduct(Operation op) {
    return switch (op) {
      case BinaryOp b -> b.kind() == BinaryOp.Kind.MULF;
      case zkopt.dialect.fixed.BinaryOp b -> b.kind() == zkopt.dialect.fixed.BinaryOp.Kind.MUL;
      case null, default -> false;
    };
  }

  static boolean isZero(Value value) {
    return switch (value.definingOp()) {
      case ConstantOp c when c.value() instanceof FloatAttr f -> f.value() == 0;
      case ConstantOp c when c.value() instanceof IntegerAttr i -> i.value() == 0;
      case zkopt.dialect.fixed.ConstantOp c -> c.value() == 0;
      case null, default -> false;
    };
  }
}

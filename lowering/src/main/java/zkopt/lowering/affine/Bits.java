package zkopt.lowering.affine;

import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.IntegerType;

/** The bits of whole numbers in two's complement, by halving: exact sums and quotients only. */
final class Bits {
  /** Of numbers of 64 bits those that fixed point has: below 2^62 in magnitude. */
  private static final int MOST_BITS = 61;

  private Bits() {}

  /** The bits that both have: half the sum of two bits, rounded down. What is left after all halvings is -1 or 0, the sign. */
  static Real and(OnnxOp op, Real a, Real b) {
    var type = (IntegerType) op.outputType().elementType();
    int bits = Math.min(Casts.isUnsigned(type) ? type.width() : type.width() - 1, MOST_BITS);
    Real sum = a.constant(0);
    for (int i = 0; i < bits; i++) {
      Real halfA = half(a);
      Real halfB = half(b);
      Real both = half(a.minus(halfA.times(2)).plus(b.minus(halfB.times(2))));
      sum = sum.plus(both.times(Math.scalb(1.0, i)));
      a = halfA;
      b = halfB;
    }
    return Casts.isUnsigned(type) ? sum : sum.minus(half(a.plus(b).negative()).times(Math.scalb(1.0, bits)));
  }

  private static Real half(Real x) {
    return x.times(0.5).floor();
  }

  static Real not(OnnxOp op, Real x) {
    var type = (IntegerType) op.outputType().elementType();
    return x.constant(Casts.isUnsigned(type) ? Math.scalb(1.0, type.width()) - 1 : -1).minus(x);
  }
}

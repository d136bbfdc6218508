package zkopt.lowering.interp;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** What a scalar operation computes, on words. */
sealed interface ScalarFunction {
  record Constant(long word) implements ScalarFunction {}

  record Unary(LongUnaryOperator function) implements ScalarFunction {}

  record Binary(LongBinaryOperator function) implements ScalarFunction {}

  record Ternary(TernaryOperator function) implements ScalarFunction {}

  record Nary(ScalarSemantics function) implements ScalarFunction {}

  /** A function of three words. */
  interface TernaryOperator {
    long apply(long a, long b, long c);
  }

  /** A function of a double, as one of words. */
  static ScalarFunction real(java.util.function.DoubleUnaryOperator f) {
    return new Unary(x -> word(f.applyAsDouble(real(x))));
  }

  /** A function of two doubles, as one of words. */
  static ScalarFunction real(java.util.function.DoubleBinaryOperator f) {
    return new Binary((x, y) -> word(f.applyAsDouble(real(x), real(y))));
  }

  static double real(long word) {
    return Double.longBitsToDouble(word);
  }

  static long word(double real) {
    return Double.doubleToRawLongBits(real);
  }
}

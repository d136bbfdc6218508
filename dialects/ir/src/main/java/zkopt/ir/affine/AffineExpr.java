package zkopt.ir.affine;

import java.util.List;

/**
 * An affine expression over dimensions {@code d0..} and symbols {@code s0..}. The factories simplify as MLIR does: constants stand
 * to the right, are folded, and floor semantics hold for negatives.
 */
public sealed interface AffineExpr {
  record Dim(int position) implements AffineExpr {}

  record Symbol(int position) implements AffineExpr {}

  record Constant(long value) implements AffineExpr {}

  record Add(AffineExpr lhs, AffineExpr rhs) implements AffineExpr {}

  record Mul(AffineExpr lhs, AffineExpr rhs) implements AffineExpr {}

  record FloorDiv(AffineExpr lhs, AffineExpr rhs) implements AffineExpr {}

  record CeilDiv(AffineExpr lhs, AffineExpr rhs) implements AffineExpr {}

  record Mod(AffineExpr lhs, AffineExpr rhs) implements AffineExpr {}

  static AffineExpr dim(int position) {
    return new Dim(position);
  }

  static AffineExpr symbol(int position) {
    return new Symbol(position);
  }

  static AffineExpr constant(long value) {
    return new Constant(value);
  }

  default AffineExpr plus(AffineExpr other) {
    return AffineSimplify.add(this, other);
  }

  default AffineExpr plus(long c) {
    return plus(constant(c));
  }

  default AffineExpr minus(AffineExpr other) {
    return plus(other.times(-1));
  }

  default AffineExpr times(AffineExpr other) {
    return AffineSimplify.mul(this, other);
  }

  default AffineExpr times(long c) {
    return times(constant(c));
  }

  default AffineExpr floorDiv(AffineExpr other) {
    return AffineSimplify.floorDiv(this, other);
  }

  default AffineExpr floorDiv(long c) {
    return floorDiv(constant(c));
  }

  default AffineExpr ceilDiv(AffineExpr other) {
    return AffineSimplify.ceilDiv(this, other);
  }

  default AffineExpr mod(AffineExpr other) {
    return AffineSimplify.mod(this, other);
  }

  default AffineExpr mod(long c) {
    return mod(constant(c));
  }

  /** Whether this holds no dimension. */
  default boolean isSymbolicOrConstant() {
    return AffineSimplify.isSymbolic(this);
  }

  /** A number that divides every value; 0 for the constant 0. */
  default long largestKnownDivisor() {
    return AffineSimplify.largestKnownDivisor(this);
  }

  /** The value for these dimensions and symbols. @throws ArithmeticException on overflow or division by a value not positive */
  default long evaluate(long[] dims, long[] symbols) {
    return switch (this) {
      case Dim(int i) -> dims[i];
      case Symbol(int i) -> symbols[i];
      case Constant(long c) -> c;
      case Add(var a, var b) -> Math.addExact(a.evaluate(dims, symbols), b.evaluate(dims, symbols));
      case Mul(var a, var b) -> Math.multiplyExact(a.evaluate(dims, symbols), b.evaluate(dims, symbols));
      case FloorDiv(var a, var b) -> Math.floorDiv(a.evaluate(dims, symbols), positive(b.evaluate(dims, symbols)));
      case CeilDiv(var a, var b) -> Math.ceilDiv(a.evaluate(dims, symbols), positive(b.evaluate(dims, symbols)));
      case Mod(var a, var b) -> Math.floorMod(a.evaluate(dims, symbols), positive(b.evaluate(dims, symbols)));
    };
  }

  private static long positive(long divisor) {
    if (divisor <= 0) throw new ArithmeticException("affine division by " + divisor);
    return divisor;
  }

  /** Replaces every dimension and symbol. */
  default AffineExpr replace(List<AffineExpr> dims, List<AffineExpr> symbols) {
    return switch (this) {
      case Dim(int i) -> dims.get(i);
      case Symbol(int i) -> symbols.get(i);
      case Constant c -> c;
      case Add(var a, var b) -> a.replace(dims, symbols).plus(b.replace(dims, symbols));
      case Mul(var a, var b) -> a.replace(dims, symbols).times(b.replace(dims, symbols));
      case FloorDiv(var a, var b) -> a.replace(dims, symbols).floorDiv(b.replace(dims, symbols));
      case CeilDiv(var a, var b) -> a.replace(dims, symbols).ceilDiv(b.replace(dims, symbols));
      case Mod(var a, var b) -> a.replace(dims, symbols).mod(b.replace(dims, symbols));
    };
  }

  /**
   * The coefficients when this is linear in the dimensions: entry i for {@code d_i}, the last entry the constant; null when it holds
   * symbols, divisions or remainders.
   */
  default long[] linearCoefficients(int numDims) {
    switch (this) {
      case Dim(int i) -> {
        long[] c = new long[numDims + 1];
        c[i] = 1;
        return c;
      }
      case Constant(long v) -> {
        long[] c = new long[numDims + 1];
        c[numDims] = v;
        return c;
      }
      case Add(var a, var b) -> {
        long[] x = a.linearCoefficients(numDims);
        long[] y = b.linearCoefficients(numDims);
        if (x == null || y == null) return null;
        for (int i = 0; i <= numDims; i++) x[i] += y[i];
        return x;
      }
      case Mul(var a, Constant(long factor)) -> {
        long[] x = a.linearCoefficients(numDims);
        if (x == null) return null;
        for (int i = 0; i <= numDims; i++) x[i] *= factor;
        return x;
      }
      default -> {
        return null;
      }
    }
  }
}

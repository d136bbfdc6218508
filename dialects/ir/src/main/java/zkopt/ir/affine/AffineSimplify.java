package zkopt.ir.affine;

import com.google.common.math.LongMath;
import zkopt.ir.affine.AffineExpr.Add;
import zkopt.ir.affine.AffineExpr.CeilDiv;
import zkopt.ir.affine.AffineExpr.Constant;
import zkopt.ir.affine.AffineExpr.Dim;
import zkopt.ir.affine.AffineExpr.FloorDiv;
import zkopt.ir.affine.AffineExpr.Mod;
import zkopt.ir.affine.AffineExpr.Mul;
import zkopt.ir.affine.AffineExpr.Symbol;

/**
 * The local simplifications that MLIR makes when an affine expression is built, no more and no less, so that text comes out the same
 * (mlir/lib/IR/AffineExpr.cpp, simplifyAdd and its neighbours).
 */
final class AffineSimplify {
  private AffineSimplify() {}

  static AffineExpr add(AffineExpr a, AffineExpr b) {
    if (a instanceof Constant(long x) && b instanceof Constant(long y)) return new Constant(x + y);
    // constants to the right, then symbols
    if (a instanceof Constant || isSymbolic(a) && !isSymbolic(b)) return add(b, a);
    if (b instanceof Constant(long y)) {
      if (y == 0) return a;
      if (a instanceof Add(var l, Constant(long x))) return add(l, new Constant(x + y));
    }
    // x * m + x * n -> x * (m + n)
    AffineExpr x = a instanceof Mul(var t, Constant _) ? t : a;
    AffineExpr y = b instanceof Mul(var t, Constant _) ? t : b;
    if (x.equals(y)) return mul(x, new Constant(factor(a) + factor(b)));
    // (l + c) + b -> (l + b) + c
    if (a instanceof Add(var l, Constant c)) return add(add(l, b), c);
    // e - (e floordiv q) * q -> e mod q
    if (b instanceof Mul(Mul(FloorDiv(var e, var q), var factor), Constant(long c)) && c == -1 && q.equals(factor) && e.equals(a)) {
      return mod(a, q);
    }
    if (b instanceof Mul(FloorDiv(var e, Constant(long q)), Constant(long c)) && c == -q && e.equals(a)) return mod(a, new Constant(q));
    return new Add(a, b);
  }

  private static long factor(AffineExpr e) {
    return e instanceof Mul(_, Constant(long c)) ? c : 1;
  }

  static AffineExpr mul(AffineExpr a, AffineExpr b) {
    if (a instanceof Constant(long x) && b instanceof Constant(long y)) return new Constant(x * y);
    if (a instanceof Constant || !isSymbolic(b) && isSymbolic(a)) return mul(b, a);
    if (b instanceof Constant(long y)) {
      if (y == 0) return b;
      if (y == 1) return a;
      if (a instanceof Mul(var l, Constant(long x))) return mul(l, new Constant(x * y));
    }
    // (l * c) * b -> (l * b) * c
    if (a instanceof Mul(var l, Constant c) && !(b instanceof Constant)) return mul(mul(l, b), c);
    return new Mul(a, b);
  }

  static AffineExpr floorDiv(AffineExpr a, AffineExpr b) {
    if (!(b instanceof Constant(long y)) || y < 1) return new FloorDiv(a, b);
    if (a instanceof Constant(long x)) return new Constant(Math.floorDiv(x, y));
    if (y == 1) return a;
    if (a instanceof Mul(var l, Constant(long x)) && x % y == 0) return mul(l, new Constant(x / y));
    if (a instanceof Add(var l, var r) && (isMultiple(l, y) || isMultiple(r, y))) return add(floorDiv(l, b), floorDiv(r, b));
    return new FloorDiv(a, b);
  }

  static AffineExpr ceilDiv(AffineExpr a, AffineExpr b) {
    if (!(b instanceof Constant(long y)) || y < 1) return new CeilDiv(a, b);
    if (a instanceof Constant(long x)) return new Constant(Math.ceilDiv(x, y));
    if (y == 1) return a;
    if (a instanceof Mul(var l, Constant(long x)) && x % y == 0) return mul(l, new Constant(x / y));
    return new CeilDiv(a, b);
  }

  static AffineExpr mod(AffineExpr a, AffineExpr b) {
    if (!(b instanceof Constant(long y)) || y < 1) return new Mod(a, b);
    if (a instanceof Constant(long x)) return new Constant(Math.floorMod(x, y));
    if (isMultiple(a, y)) return new Constant(0);
    if (a instanceof Add(var l, var r)) {
      if (isMultiple(l, y)) return mod(r, b);
      if (isMultiple(r, y)) return mod(l, b);
    }
    // (e mod x) mod y -> e mod y when y divides x
    if (a instanceof Mod(var e, Constant(long x)) && x >= 1 && x % y == 0) return mod(e, b);
    return new Mod(a, b);
  }

  private static boolean isMultiple(AffineExpr e, long divisor) {
    return largestKnownDivisor(e) % divisor == 0;
  }

  /** A number that divides every value of the expression; 0 for the constant 0. */
  static long largestKnownDivisor(AffineExpr e) {
    return switch (e) {
      case Dim _, Symbol _ -> 1;
      case Constant(long c) -> Math.abs(c);
      case Mul(var a, var b) -> largestKnownDivisor(a) * largestKnownDivisor(b);
      case Add(var a, var b) -> LongMath.gcd(largestKnownDivisor(a), largestKnownDivisor(b));
      case Mod(var a, var b) -> LongMath.gcd(largestKnownDivisor(a), largestKnownDivisor(b));
      case FloorDiv(var a, var b) -> quotientDivisor(a, b);
      case CeilDiv(var a, var b) -> quotientDivisor(a, b);
    };
  }

  private static long quotientDivisor(AffineExpr a, AffineExpr b) {
    if (!(b instanceof Constant(long divisor)) || divisor == 0) return 1;
    long known = largestKnownDivisor(a);
    return known % divisor == 0 ? Math.abs(known / divisor) : 1;
  }

  /** Whether the expression holds no dimension. */
  static boolean isSymbolic(AffineExpr e) {
    return switch (e) {
      case Dim _ -> false;
      case Symbol _, Constant _ -> true;
      case Add(var a, var b) -> isSymbolic(a) && isSymbolic(b);
      case Mul(var a, var b) -> isSymbolic(a) && isSymbolic(b);
      case FloorDiv(var a, var b) -> isSymbolic(a) && isSymbolic(b);
      case CeilDiv(var a, var b) -> isSymbolic(a) && isSymbolic(b);
      case Mod(var a, var b) -> isSymbolic(a) && isSymbolic(b);
    };
  }
}

package zkopt.ir.affine;

import zkopt.ir.affine.AffineExpr.Add;
import zkopt.ir.affine.AffineExpr.CeilDiv;
import zkopt.ir.affine.AffineExpr.Constant;
import zkopt.ir.affine.AffineExpr.Dim;
import zkopt.ir.affine.AffineExpr.FloorDiv;
import zkopt.ir.affine.AffineExpr.Mod;
import zkopt.ir.affine.AffineExpr.Mul;
import zkopt.ir.affine.AffineExpr.Symbol;

/** The local simplifications that MLIR makes when an affine expression is built (mlir/lib/IR/AffineExpr.cpp, simplifyAdd etc.). */
final class AffineSimplify {
  private AffineSimplify() {}

  static AffineExpr add(AffineExpr a, AffineExpr b) {
    if (a instanceof Constant(long x) && b instanceof Constant(long y)) return new Constant(x + y);
    if (a instanceof Constant || (isSymbolic(a) && !isSymbolic(b))) return add(b, a);
    if (b instanceof Constant(long y)) {
      if (y == 0) return a;
      if (a instanceof Add(var l, Constant(long x))) return add(l, new Constant(x + y));
    }
    // (l + c) + b -> (l + b) + c
    if (a instanceof Add(var l, Constant c) && !(b instanceof Constant)) return add(add(l, b), c);
    // a + (l + c) -> (a + l) + c
    if (b instanceof Add(var l, Constant c)) return add(add(a, l), c);
    // x * m + x * n -> x * (m + n), also against the last term of a sum
    AffineExpr merged = mergeTerms(a, b);
    if (merged != null) return merged;
    if (a instanceof Add(var l, var r)) {
      AffineExpr tail = mergeTerms(r, b);
      if (tail != null) return add(l, tail);
    }
    return new Add(a, b);
  }

  private static AffineExpr mergeTerms(AffineExpr a, AffineExpr b) {
    AffineExpr x = a instanceof Mul(var t, Constant _) ? t : a;
    AffineExpr y = b instanceof Mul(var t, Constant _) ? t : b;
    if (!x.equals(y)) return null;
    long m = a instanceof Mul(_, Constant(long c)) ? c : 1;
    long n = b instanceof Mul(_, Constant(long c)) ? c : 1;
    return mul(x, new Constant(m + n));
  }

  static AffineExpr mul(AffineExpr a, AffineExpr b) {
    if (a instanceof Constant(long x) && b instanceof Constant(long y)) return new Constant(x * y);
    if (a instanceof Constant || (isSymbolic(a) && !isSymbolic(b))) return mul(b, a);
    if (b instanceof Constant(long y)) {
      if (y == 0) return b;
      if (y == 1) return a;
      if (a instanceof Mul(var l, Constant(long x))) return mul(l, new Constant(x * y));
    }
    if (a instanceof Mul(var l, Constant c) && !(b instanceof Constant)) return mul(mul(l, b), c);
    return new Mul(a, b);
  }

  static AffineExpr floorDiv(AffineExpr a, AffineExpr b) {
    if (!(b instanceof Constant(long y)) || y < 1) return new FloorDiv(a, b);
    if (a instanceof Constant(long x)) return new Constant(Math.floorDiv(x, y));
    if (y == 1) return a;
    if (a instanceof Mul(var l, Constant(long x)) && x % y == 0) return mul(l, new Constant(x / y));
    if (a instanceof Add(var l, var r) && (divides(l, y) || divides(r, y))) return add(floorDiv(l, b), floorDiv(r, b));
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
    if (divides(a, y)) return new Constant(0);
    if (a instanceof Add(var l, var r) && divides(l, y)) return mod(r, b);
    if (a instanceof Add(var l, var r) && divides(r, y)) return mod(l, b);
    return new Mod(a, b);
  }

  /** Whether the expression is a known multiple of {@code divisor}. */
  private static boolean divides(AffineExpr e, long divisor) {
    return switch (e) {
      case Constant(long c) -> c % divisor == 0;
      case Mul(var a, var b) -> divides(a, divisor) || divides(b, divisor);
      case Add(var a, var b) -> divides(a, divisor) && divides(b, divisor);
      default -> divisor == 1;
    };
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

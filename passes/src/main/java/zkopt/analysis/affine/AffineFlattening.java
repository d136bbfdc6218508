package zkopt.analysis.affine;

import com.google.common.math.LongMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * Affine expressions as linear forms: what a floordiv, ceildiv or mod yields is a variable of its own, q with {@code dividend - divisor *
 * q} in {@code [0, divisor)}. Expressions of one flattening share these variables. The form written back is that of MLIR (its
 * SimpleAffineExprFlattener): dimensions, symbols, quotients, constant, in this order.
 */
public final class AffineFlattening {
  /**
   * A linear form.
   *
   * @param inputs the coefficients of the dimensions, then of the symbols
   * @param locals those of the first quotients; others are zero
   */
  public record Linear(long[] inputs, long[] locals, long constant) {
    long local(int i) {
      return i < locals.length ? locals[i] : 0;
    }

    private LongStream coefficients() {
      return LongStream.concat(Arrays.stream(inputs), LongStream.concat(Arrays.stream(locals), LongStream.of(constant)));
    }

    private Linear divided(long divisor) {
      return new Linear(Arrays.stream(inputs).map(c -> c / divisor).toArray(), Arrays.stream(locals).map(c -> c / divisor).toArray(), constant / divisor);
    }

    private Linear times(long factor) {
      return new Linear(Arrays.stream(inputs).map(c -> Math.multiplyExact(c, factor)).toArray(),
          Arrays.stream(locals).map(c -> Math.multiplyExact(c, factor)).toArray(), Math.multiplyExact(constant, factor));
    }

    private Linear plus(Linear other) {
      long[] sum = inputs.clone();
      for (int i = 0; i < sum.length; i++) sum[i] = Math.addExact(sum[i], other.inputs[i]);
      long[] quotients = Arrays.copyOf(locals, Math.max(locals.length, other.locals.length));
      for (int i = 0; i < other.locals.length; i++) quotients[i] = Math.addExact(quotients[i], other.locals[i]);
      return new Linear(sum, quotients, Math.addExact(constant, other.constant));
    }
  }

  /** A variable q = {@code dividend floordiv divisor}; {@code expr} is the same as an expression. */
  public record Quotient(Linear dividend, long divisor, AffineExpr expr) {}

  private final int numDims;
  private final int numSymbols;
  private final List<Quotient> quotients = new ArrayList<>();

  public AffineFlattening(int numDims, int numSymbols) {
    this.numDims = numDims;
    this.numSymbols = numSymbols;
  }

  /** The expression in its simplest form; one that is not linear in this sense (a product of symbols) stays as it is. */
  public static AffineExpr simplify(AffineExpr expr, int numDims, int numSymbols) {
    var flattening = new AffineFlattening(numDims, numSymbols);
    Linear linear = flattening.flatten(expr);
    return linear == null ? expr : flattening.expr(linear);
  }

  /** Each result in its simplest form. */
  public static AffineMap simplify(AffineMap map) {
    return new AffineMap(map.numDims(), map.numSymbols(), map.results().stream().map(e -> simplify(e, map.numDims(), map.numSymbols())).toList());
  }

  /** The quotients that the expressions flattened so far need. */
  public List<Quotient> quotients() {
    return List.copyOf(quotients);
  }

  /** The linear form, or null: a product of symbols, a division by one or by what is not positive, coefficients of more than 64 bits. */
  public Linear flatten(AffineExpr expr) {
    try {
      return linear(expr);
    } catch (ArithmeticException _) {
      return null;
    }
  }

  private Linear linear(AffineExpr expr) {
    return switch (expr) {
      case AffineExpr.Dim(int i) -> unit(i);
      case AffineExpr.Symbol(int i) -> unit(numDims + i);
      case AffineExpr.Constant(long c) -> new Linear(new long[numDims + numSymbols], new long[0], c);
      case AffineExpr.Add(var a, var b) -> {
        Linear lhs = linear(a);
        Linear rhs = linear(b);
        yield lhs == null || rhs == null ? null : lhs.plus(rhs);
      }
      case AffineExpr.Mul(var a, AffineExpr.Constant(long c)) -> {
        Linear lhs = linear(a);
        yield lhs == null ? null : lhs.times(c);
      }
      case AffineExpr.Mod(var a, AffineExpr.Constant(long c)) when c > 0 -> mod(linear(a), c);
      case AffineExpr.FloorDiv(var a, AffineExpr.Constant(long c)) when c > 0 -> quotient(linear(a), c, false);
      case AffineExpr.CeilDiv(var a, AffineExpr.Constant(long c)) when c > 0 -> quotient(linear(a), c, true);
      default -> null;
    };
  }

  private Linear unit(int input) {
    long[] inputs = new long[numDims + numSymbols];
    inputs[input] = 1;
    return new Linear(inputs, new long[0], 0);
  }

  /** {@code a mod c = a - c * (a floordiv c)}, with the common factors out of the quotient. */
  private Linear mod(Linear a, long c) {
    if (a == null) return null;
    if (a.coefficients().allMatch(x -> x % c == 0)) return new Linear(new long[a.inputs.length], new long[0], 0);
    long common = commonFactor(a, c);
    Linear dividend = a.divided(common);
    int local = local(dividend, c / common, expr(dividend).floorDiv(c / common), 0);
    return a.plus(ofLocal(local).times(-c));
  }

  private Linear quotient(Linear a, long c, boolean up) {
    if (a == null) return null;
    long common = commonFactor(a, c);
    Linear dividend = a.divided(common);
    long divisor = c / common;
    if (divisor == 1) return dividend;
    AffineExpr e = expr(dividend);
    AffineExpr quotient = up ? e.ceilDiv(AffineExpr.constant(divisor)) : e.floorDiv(divisor);
    // a ceildiv c = (a + c - 1) floordiv c
    return ofLocal(local(dividend, divisor, quotient, up ? divisor - 1 : 0));
  }

  private static long commonFactor(Linear a, long c) {
    return a.coefficients().reduce(c, (x, y) -> LongMath.gcd(x, Math.absExact(y)));
  }

  private Linear ofLocal(int local) {
    long[] locals = new long[local + 1];
    locals[local] = 1;
    return new Linear(new long[numDims + numSymbols], locals, 0);
  }

  /** The number of the quotient that is {@code expr}, made when there is none. */
  private int local(Linear dividend, long divisor, AffineExpr expr, long increment) {
    for (int i = 0; i < quotients.size(); i++) {
      if (quotients.get(i).expr().equals(expr)) return i;
    }
    quotients.add(new Quotient(new Linear(dividend.inputs, dividend.locals, dividend.constant + increment), divisor, expr));
    return quotients.size() - 1;
  }

  /** The linear form as an expression. */
  public AffineExpr expr(Linear linear) {
    AffineExpr sum = AffineExpr.constant(0);
    for (int i = 0; i < numDims + numSymbols; i++) {
      if (linear.inputs[i] == 0) continue;
      AffineExpr input = i < numDims ? AffineExpr.dim(i) : AffineExpr.symbol(i - numDims);
      sum = sum.plus(input.times(linear.inputs[i]));
    }
    for (int i = 0; i < linear.locals.length; i++) {
      if (linear.locals[i] != 0) sum = sum.plus(quotients.get(i).expr().times(linear.locals[i]));
    }
    return linear.constant == 0 ? sum : sum.plus(linear.constant);
  }
}

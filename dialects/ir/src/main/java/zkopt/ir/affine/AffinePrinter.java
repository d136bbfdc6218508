package zkopt.ir.affine;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.ir.affine.AffineExpr.Add;
import zkopt.ir.affine.AffineExpr.CeilDiv;
import zkopt.ir.affine.AffineExpr.Constant;
import zkopt.ir.affine.AffineExpr.Dim;
import zkopt.ir.affine.AffineExpr.FloorDiv;
import zkopt.ir.affine.AffineExpr.Mod;
import zkopt.ir.affine.AffineExpr.Mul;
import zkopt.ir.affine.AffineExpr.Symbol;

/** The text of affine expressions, with parentheses only where needed and {@code a - b} for {@code a + b * -1}. */
public final class AffinePrinter {
  private AffinePrinter() {}

  static String signature(int numDims, int numSymbols) {
    String dims = IntStream.range(0, numDims).mapToObj(i -> "d" + i).collect(Collectors.joining(", ", "(", ")"));
    if (numSymbols == 0) return dims;
    return dims + IntStream.range(0, numSymbols).mapToObj(i -> "s" + i).collect(Collectors.joining(", ", "[", "]"));
  }

  static String results(List<AffineExpr> results) {
    return results.stream().map(AffinePrinter::text).collect(Collectors.joining(", ", "(", ")"));
  }

  public static String text(AffineExpr e) {
    return text(e, i -> "d" + i, i -> "s" + i);
  }

  /** The text with other names for dimensions and symbols, as {@code affine.load} prints its subscripts. */
  public static String text(AffineExpr e, IntFunction<String> dim, IntFunction<String> symbol) {
    return new Printing(dim, symbol).print(e, false);
  }

  private record Printing(IntFunction<String> dim, IntFunction<String> symbol) {
    /** @param tight whether a compound expression needs parentheses here */
    String print(AffineExpr e, boolean tight) {
      return switch (e) {
        case Dim(int i) -> dim.apply(i);
        case Symbol(int i) -> symbol.apply(i);
        case Constant(long c) -> Long.toString(c);
        case Mul(var a, Constant(long c)) when c == -1 -> paren(tight, "-" + print(a, true));
        case Mul(var a, var b) -> paren(tight, print(a, true) + " * " + print(b, true));
        case FloorDiv(var a, var b) -> paren(tight, print(a, true) + " floordiv " + print(b, true));
        case CeilDiv(var a, var b) -> paren(tight, print(a, true) + " ceildiv " + print(b, true));
        case Mod(var a, var b) -> paren(tight, print(a, true) + " mod " + print(b, true));
        case Add(var a, Constant(long c)) when c < 0 -> paren(tight, print(a, false) + " - " + -c);
        case Add(var a, Mul(var b, Constant(long c))) when c == -1 ->
            paren(tight, print(a, false) + " - " + print(b, b instanceof Add));
        case Add(var a, Mul(var b, Constant(long c))) when c < -1 ->
            paren(tight, print(a, false) + " - " + print(b, true) + " * " + -c);
        case Add(var a, var b) -> paren(tight, print(a, false) + " + " + print(b, false));
      };
    }

    private static String paren(boolean tight, String text) {
      return tight ? "(" + text + ")" : text;
    }
  }
}

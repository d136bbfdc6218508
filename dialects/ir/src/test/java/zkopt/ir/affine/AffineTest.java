package zkopt.ir.affine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;

class AffineTest {
  private static AffineMap map(String text) {
    var context = IRContext.withAllDialects();
    var module = Parser.parse(context, "text", "module attributes {b.m = affine_map<" + text + ">} {}");
    return ((AffineMapAttr) module.attribute("b.m")).value();
  }

  /** Pairs that mlir-opt 19 gave; many more at random are compared where it is installed. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "4 + d0 | d0 + 4",
      "s0 * d0 | d0 * s0",
      "d0 - d1 | d0 - d1",
      "-d0 | -d0",
      "-(d0 + d1) * 1 | -(d0 + d1)",
      "d0 - d0 floordiv 5 | d0 - d0 floordiv 5",
      "d1 * -2 + d0 | d1 * -2 + d0",
      "d0 + d1 * -2 - 3 | d0 - d1 * 2 - 3",
      "(d0 + 2) + 3 | d0 + 5",
      "(d0 + 2) + d1 | d0 + d1 + 2",
      "d0 + (s0 - 1) | d0 + s0 - 1",
      "d0 * 2 + d0 * 3 | d0 * 5",
      "(d0 * 128) mod 64 | 0",
      "(d0 * 128 + d1) floordiv 64 | d0 * 2 + d1 floordiv 64",
      "(d0 mod 4) mod 2 | d0 mod 2",
      "d0 - (d0 floordiv 4) * 4 | d0 mod 4",
      "-5 floordiv 3 | -2",
      "-5 mod 3 | 1",
      "-5 ceildiv 3 | -1",
      "(d0 + 1) * 3 | (d0 + 1) * 3",
      "(d0 floordiv 2) mod 3 | (d0 floordiv 2) mod 3"})
  void printsAsMlir(String source, String printed) {
    assertEquals("(d0, d1)[s0] -> (" + printed + ")", map("(d0, d1)[s0] -> (" + source + ")").toString());
  }

  @Test
  void simplificationKeepsTheValue() {
    var random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      long[] point = {random.nextInt(41) - 20, random.nextInt(41) - 20};
      long[] symbols = {random.nextInt(21) - 10};
      var both = random(random, 4, point, symbols);
      assertEquals(both.value, both.expr.evaluate(point, symbols), () -> both.expr.toString());
    }
  }

  private record Valued(AffineExpr expr, long value) {}

  private static Valued random(Random random, int depth, long[] dims, long[] symbols) {
    if (depth == 0) {
      int d = random.nextInt(2);
      long c = random.nextInt(9) - 4;
      return switch (random.nextInt(3)) {
        case 0 -> new Valued(AffineExpr.dim(d), dims[d]);
        case 1 -> new Valued(AffineExpr.symbol(0), symbols[0]);
        default -> new Valued(AffineExpr.constant(c), c);
      };
    }
    Valued a = random(random, depth - 1, dims, symbols);
    long c = 1 + random.nextInt(6);
    return switch (random.nextInt(6)) {
      case 0 -> new Valued(a.expr.times(c - 3), a.value * (c - 3));
      case 1 -> new Valued(a.expr.floorDiv(c), Math.floorDiv(a.value, c));
      case 2 -> new Valued(a.expr.ceilDiv(AffineExpr.constant(c)), Math.ceilDiv(a.value, c));
      case 3 -> new Valued(a.expr.mod(c), Math.floorMod(a.value, c));
      default -> {
        Valued b = random(random, depth - 1, dims, symbols);
        yield new Valued(a.expr.plus(b.expr), a.value + b.value);
      }
    };
  }

  @Test
  void composition() {
    AffineMap outer = map("(d0, d1)[s0] -> (d0 + d1 * s0)");
    AffineMap inner = map("(d0)[s0] -> (d0 * 2, s0 + 1)");
    AffineMap composed = outer.compose(inner);
    for (long x = -3; x < 4; x++) {
      long[] between = inner.evaluate(x, 5);
      assertArrayEquals(outer.evaluate(between[0], between[1], 7), composed.evaluate(x, 7, 5));
    }
  }

  @Test
  void linearCoefficients() {
    assertArrayEquals(new long[] {3, -2, 7}, map("(d0, d1) -> (d0 * 3 - d1 * 2 + 7)").results().getFirst().linearCoefficients(2));
    for (String text : List.of("d0 mod 2", "d0 floordiv 2", "d0 + s0")) {
      assertEquals(null, map("(d0, d1)[s0] -> (" + text + ")").results().getFirst().linearCoefficients(2), text);
    }
  }

  @Test
  void divisionByWhatIsNotPositiveIsAnError() {
    AffineMap map = map("(d0)[s0] -> (d0 floordiv s0)");
    assertThrows(ArithmeticException.class, () -> map.evaluate(3, 0));
  }
}

package zkopt.lowering.plonk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.plonk.ContractOp;

/** Nests that are contractions become one operation; nests that are not stay, with a remark. */
class RaiseAffineToContractTest {
  private static final String FILL = """
      affine.for %p = 0 to 4 { affine.for %q = 0 to 6 { affine.store %zero, %C[%p, %q] : memref<4x6xf32> } }
      """;
  private static final String MATMUL_BODY = """
      %a = affine.load %A[%i, %k] : memref<4x5xf32>
      %b = affine.load %B[%k, %j] : memref<5x6xf32>
      %ab = arith.mulf %a, %b : f32
      %c = affine.load %C[%i, %j] : memref<4x6xf32>
      %s = arith.addf %c, %ab : f32
      affine.store %s, %C[%i, %j] : memref<4x6xf32>
      """;
  private static final String MATMUL = "[4, 6, 5] (d0, d1, d2) -> (d0, d2) (d0, d1, d2) -> (d2, d1) (d0, d1, d2) -> (d0, d1)";

  private static String function(String arguments, String results, String body) {
    return "func.func @f(" + arguments + ") {\n  %zero = arith.constant 0.0 : f32\n  %one = arith.constant 1.0 : f32\n  " + results + "\n" + body
        + "\n  return\n}";
  }

  private static String matmul(String body) {
    return function("%A: memref<4x5xf32>, %B: memref<5x6xf32>", "%C = memref.alloc() : memref<4x6xf32>", body);
  }

  private static Ir raise(String text) {
    return Ir.parse(text).run(new RaiseAffineToContract());
  }

  private static String summary(ContractOp op) {
    return Arrays.toString(op.bounds()) + " " + op.map(0) + " " + op.map(1) + " " + op.map(2);
  }

  private static void assertRaised(String text, String expected) {
    Ir ir = raise(text);
    assertEquals(List.of(), ir.messages());
    assertEquals(List.of(expected), ir.all(ContractOp.class).stream().map(RaiseAffineToContractTest::summary).toList());
    assertEquals(List.of(), ir.all(ForOp.class), "the loops are gone");
    assertEquals(List.of(), ir.all(AllocaOp.class), "the accumulator is gone");
    assertTrue(ir.all(ContractOp.class).getFirst().verify(ir.context().diagnostics()), () -> ir.messages().toString());
  }

  private static void assertKept(String text, String reason) {
    Ir ir = raise(text);
    assertEquals(List.of("not a contraction: " + reason), ir.messages());
    assertEquals(List.of(), ir.all(ContractOp.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ijk", "ikj", "jik", "jki", "kij", "kji"})
  void anyOrderOfLoops(String order) {
    var body = new StringBuilder(FILL);
    for (char loop : order.toCharArray()) {
      body.append("affine.for %").append(loop).append(" = 0 to ").append(loop == 'i' ? 4 : loop == 'j' ? 6 : 5).append(" {\n");
    }
    assertRaised(matmul(body + MATMUL_BODY + "}}}"), MATMUL);
  }

  @Test
  void anyOrderOfOperands() {
    String body = MATMUL_BODY.replace("mulf %a, %b", "mulf %b, %a").replace("addf %c, %ab", "addf %ab, %c");
    Ir ir = raise(matmul(FILL + "affine.for %i = 0 to 4 { affine.for %j = 0 to 6 { affine.for %k = 0 to 5 {" + body + "}}}"));
    assertEquals(1, ir.all(ContractOp.class).size());
    assertEquals("B", ir.all(ContractOp.class).getFirst().lhs().nameHint());
  }

  @Test
  void clearedInTheSameNest() {
    assertRaised(matmul("affine.for %i = 0 to 4 { affine.for %j = 0 to 6 { affine.store %zero, %C[%i, %j] : memref<4x6xf32>\n affine.for %k = 0 to 5 {"
        + MATMUL_BODY + "}}}"), MATMUL);
  }

  @Test
  void scalarAccumulator() {
    assertRaised(matmul("""
        %acc = memref.alloca() : memref<f32>
        affine.for %j = 0 to 6 {
          affine.for %i = 0 to 4 {
            affine.store %zero, %acc[] : memref<f32>
            affine.for %k = 0 to 5 {
              %b = affine.load %B[%k, %j] : memref<5x6xf32>
              %a = affine.load %A[%i, %k] : memref<4x5xf32>
              %old = affine.load %acc[] : memref<f32>
              %ab = arith.mulf %a, %b : f32
              %new = arith.addf %ab, %old : f32
              affine.store %new, %acc[] : memref<f32>
            }
            %sum = affine.load %acc[] : memref<f32>
            affine.store %sum, %C[%i, %j] : memref<4x6xf32>
          }
        }
        """), MATMUL);
  }

  @Test
  void carriedSum() {
    assertRaised(matmul("""
        affine.for %i = 0 to 4 {
          affine.for %j = 0 to 6 {
            %sum = affine.for %k = 0 to 5 iter_args(%acc = %zero) -> (f32) {
              %a = affine.load %A[%i, %k] : memref<4x5xf32>
              %b = affine.load %B[%k, %j] : memref<5x6xf32>
              %ab = arith.mulf %a, %b : f32
              %new = arith.addf %acc, %ab : f32
              affine.yield %new : f32
            }
            affine.store %sum, %C[%i, %j] : memref<4x6xf32>
          }
        }
        """), MATMUL);
  }

  @Test
  void carriedSumThatStartsFromTheClearedResult() {
    assertRaised(matmul(FILL + """
        affine.for %i = 0 to 4 {
          affine.for %j = 0 to 6 {
            %start = affine.load %C[%i, %j] : memref<4x6xf32>
            %sum = affine.for %k = 0 to 5 iter_args(%acc = %start) -> (f32) {
              %a = affine.load %A[%i, %k] : memref<4x5xf32>
              %b = affine.load %B[%k, %j] : memref<5x6xf32>
              %ab = arith.mulf %a, %b : f32
              %new = arith.addf %acc, %ab : f32
              affine.yield %new : f32
            }
            affine.store %sum, %C[%i, %j] : memref<4x6xf32>
          }
        }
        """), MATMUL);
  }

  @Test
  void carriedThroughTwoLoops() {
    assertRaised(function("%A: memref<4x5x3xf32>, %B: memref<5x3xf32>", "%C = memref.alloc() : memref<4xf32>", """
        affine.for %i = 0 to 4 {
          %sum = affine.for %k = 0 to 5 iter_args(%outer = %zero) -> (f32) {
            %part = affine.for %l = 0 to 3 iter_args(%inner = %outer) -> (f32) {
              %a = affine.load %A[%i, %k, %l] : memref<4x5x3xf32>
              %b = affine.load %B[%k, %l] : memref<5x3xf32>
              %ab = arith.mulf %a, %b : f32
              %new = arith.addf %inner, %ab : f32
              affine.yield %new : f32
            }
            affine.yield %part : f32
          }
          affine.store %sum, %C[%i] : memref<4xf32>
        }
        """), "[4, 5, 3] (d0, d1, d2) -> (d0, d1, d2) (d0, d1, d2) -> (d1, d2) (d0, d1, d2) -> (d0)");
  }

  @Test
  void hoistedFactor() {
    assertRaised(matmul(FILL + """
        affine.for %i = 0 to 4 {
          affine.for %k = 0 to 5 {
            %a = affine.load %A[%i, %k] : memref<4x5xf32>
            affine.for %j = 0 to 6 {
              %b = affine.load %B[%k, %j] : memref<5x6xf32>
              %ab = arith.mulf %a, %b : f32
              %c = affine.load %C[%i, %j] : memref<4x6xf32>
              %s = arith.addf %c, %ab : f32
              affine.store %s, %C[%i, %j] : memref<4x6xf32>
            }
          }
        }
        """), MATMUL);
  }

  @Test
  void boundsAndStepsAreNormalised() {
    assertRaised(function("%A: memref<4x10xf32>, %B: memref<20x6xf32>", "%C = memref.alloc() : memref<4x6xf32>", FILL + """
        affine.for %x = 2 to 6 { affine.for %j = 0 to 6 { affine.for %y = 1 to 10 step 2 {
          %a = affine.load %A[%x - 2, %y] : memref<4x10xf32>
          %b = affine.load %B[%y * -1 + 19, %j] : memref<20x6xf32>
          %ab = arith.mulf %a, %b : f32
          %c = affine.load %C[%x - 2, %j] : memref<4x6xf32>
          %s = arith.addf %c, %ab : f32
          affine.store %s, %C[%x - 2, %j] : memref<4x6xf32>
        }}}
        """), "[4, 6, 5] (d0, d1, d2) -> (d0, d2 * 2 + 1) (d0, d1, d2) -> (d2 * -2 + 18, d1) (d0, d1, d2) -> (d0, d1)");
  }

  @Test
  void stridedDilatedConvolution() {
    assertRaised(convolution("%oh * 2 + %kh * 3, %ow * 2 + %kw * 3"),
        "[1, 8, 5, 5, 3, 3, 3] (d0, d1, d2, d3, d4, d5, d6) -> (d0, d4, d2 * 2 + d5 * 3, d3 * 2 + d6 * 3)"
            + " (d0, d1, d2, d3, d4, d5, d6) -> (d1, d4, d5, d6) (d0, d1, d2, d3, d4, d5, d6) -> (d0, d1, d2, d3)");
  }

  private static String convolution(String window) {
    return function("%X: memref<1x3x15x15xf32>, %W: memref<8x3x3x3xf32>", "%C = memref.alloc() : memref<1x8x5x5xf32>", """
        affine.for %n = 0 to 1 { affine.for %o = 0 to 8 { affine.for %oh = 0 to 5 { affine.for %ow = 0 to 5 {
          affine.store %zero, %C[%n, %o, %oh, %ow] : memref<1x8x5x5xf32>
        }}}}
        affine.for %n = 0 to 1 { affine.for %o = 0 to 8 { affine.for %oh = 0 to 5 { affine.for %ow = 0 to 5 {
          affine.for %i = 0 to 3 { affine.for %kh = 0 to 3 { affine.for %kw = 0 to 3 {
            %x = affine.load %X[%n, %i, WINDOW] : memref<1x3x15x15xf32>
            %w = affine.load %W[%o, %i, %kh, %kw] : memref<8x3x3x3xf32>
            %xw = arith.mulf %x, %w : f32
            %c = affine.load %C[%n, %o, %oh, %ow] : memref<1x8x5x5xf32>
            %s = arith.addf %c, %xw : f32
            affine.store %s, %C[%n, %o, %oh, %ow] : memref<1x8x5x5xf32>
          }}}
        }}}}
        """.replace("WINDOW", window));
  }

  @Test
  void groupConvolutionWritesItsChannelsAsAMixedRadix() {
    assertRaised(function("%X: memref<6x9xf32>, %W: memref<4x3x2xf32>", "%C = memref.alloc() : memref<4x8xf32>", """
        affine.for %o = 0 to 4 { affine.for %t = 0 to 8 { affine.store %zero, %C[%o, %t] : memref<4x8xf32> } }
        affine.for %g = 0 to 2 { affine.for %o = 0 to 2 { affine.for %t = 0 to 8 { affine.for %i = 0 to 3 { affine.for %k = 0 to 2 {
          %ch = affine.apply affine_map<(g, i) -> (g * 3 + i)>(%g, %i)
          %x = affine.load %X[%ch, %t + %k] : memref<6x9xf32>
          %w = affine.load %W[%g * 2 + %o, %i, %k] : memref<4x3x2xf32>
          %xw = arith.mulf %x, %w : f32
          %c = affine.load %C[%g * 2 + %o, %t] : memref<4x8xf32>
          %s = arith.addf %c, %xw : f32
          affine.store %s, %C[%g * 2 + %o, %t] : memref<4x8xf32>
        }}}}}
        """), "[2, 2, 8, 3, 2] (d0, d1, d2, d3, d4) -> (d0 * 3 + d3, d2 + d4)"
        + " (d0, d1, d2, d3, d4) -> (d0 * 2 + d1, d3, d4) (d0, d1, d2, d3, d4) -> (d0 * 2 + d1, d2)");
  }

  @Test
  void batchedAndTransposed() {
    assertRaised(function("%A: memref<2x5x4xf32>, %B: memref<2x6x5xf32>", "%C = memref.alloc() : memref<2x4x6xf32>", """
        affine.for %p = 0 to 2 { affine.for %q = 0 to 4 { affine.for %r = 0 to 6 { affine.store %zero, %C[%p, %q, %r] : memref<2x4x6xf32> } } }
        affine.for %k = 0 to 5 { affine.for %n = 0 to 2 { affine.for %i = 0 to 4 { affine.for %j = 0 to 6 {
          %a = memref.load %A[%n, %k, %i] : memref<2x5x4xf32>
          %b = memref.load %B[%n, %j, %k] : memref<2x6x5xf32>
          %ab = arith.mulf %a, %b : f32
          %c = memref.load %C[%n, %i, %j] : memref<2x4x6xf32>
          %s = arith.addf %c, %ab : f32
          memref.store %s, %C[%n, %i, %j] : memref<2x4x6xf32>
        }}}}
        """), "[2, 4, 6, 5] (d0, d1, d2, d3) -> (d0, d3, d1) (d0, d1, d2, d3) -> (d0, d2, d3) (d0, d1, d2, d3) -> (d0, d1, d2)");
  }

  @Test
  void sumOfSquares() {
    assertRaised(function("%A: memref<4x5xf32>", "%C = memref.alloc() : memref<4xf32>", """
        affine.for %p = 0 to 4 { affine.store %zero, %C[%p] : memref<4xf32> }
        affine.for %i = 0 to 4 { affine.for %k = 0 to 5 {
          %a = affine.load %A[%i, %k] : memref<4x5xf32>
          %ab = arith.mulf %a, %a : f32
          %c = affine.load %C[%i] : memref<4xf32>
          %s = arith.addf %c, %ab : f32
          affine.store %s, %C[%i] : memref<4xf32>
        }}
        """), "[4, 5] (d0, d1) -> (d0, d1) (d0, d1) -> (d0, d1) (d0, d1) -> (d0)");
  }

  @Test
  void constantIsTheSecondOperandAtTheFixedLevel() {
    Ir ir = raise("""
        memref.global "private" constant @w : memref<5x6x!fixed.q<13, 12>> = dense<3>
        func.func @f(%A: memref<4x5x!fixed.q<25, 12>>) {
          %zero = fixed.constant 0 : !fixed.q<40, 24>
          %W = memref.get_global @w : memref<5x6x!fixed.q<13, 12>>
          %C = memref.alloc() : memref<4x6x!fixed.q<40, 24>>
          affine.for %p = 0 to 4 { affine.for %q = 0 to 6 { affine.store %zero, %C[%p, %q] : memref<4x6x!fixed.q<40, 24>> } }
          affine.for %i = 0 to 4 { affine.for %j = 0 to 6 { affine.for %k = 0 to 5 {
            %w = affine.load %W[%k, %j] : memref<5x6x!fixed.q<13, 12>>
            %a = affine.load %A[%i, %k] : memref<4x5x!fixed.q<25, 12>>
            %aw = fixed.mul %w, %a : (!fixed.q<13, 12>, !fixed.q<25, 12>) -> !fixed.q<37, 24>
            %c = affine.load %C[%i, %j] : memref<4x6x!fixed.q<40, 24>>
            %s = fixed.add %c, %aw : (!fixed.q<40, 24>, !fixed.q<37, 24>) -> !fixed.q<40, 24>
            affine.store %s, %C[%i, %j] : memref<4x6x!fixed.q<40, 24>>
          }}}
          return
        }
        """);
    assertEquals(List.of(MATMUL), ir.all(ContractOp.class).stream().map(RaiseAffineToContractTest::summary).toList());
    assertEquals("W", ir.all(ContractOp.class).getFirst().rhs().nameHint());
  }

  // what is no contraction

  private static String loops(String body) {
    return "affine.for %i = 0 to 4 { affine.for %j = 0 to 6 { affine.for %k = 0 to 5 {" + body + "}}}";
  }

  @Test
  void resultUsedBetweenFillAndNest() {
    assertKept(matmul(FILL + "affine.store %one, %C[1, 1] : memref<4x6xf32>\n" + loops(MATMUL_BODY)), "the result is not cleared before the nest");
    assertKept(matmul(FILL + "%v = affine.load %C[1, 1] : memref<4x6xf32>\n affine.store %v, %A[0, 0] : memref<4x5xf32>\n" + loops(MATMUL_BODY)),
        "the result is not cleared before the nest");
  }

  @Test
  void otherStart() {
    assertKept(matmul(FILL.replace("%zero", "%one") + loops(MATMUL_BODY)), "the result is not cleared before the nest");
    assertKept(matmul(loops(MATMUL_BODY)), "the result is not cleared before the nest");
    assertKept(matmul("affine.for %i = 0 to 4 { affine.for %j = 0 to 6 { affine.store %one, %C[%i, %j] : memref<4x6xf32>\n affine.for %k = 0 to 5 {"
        + MATMUL_BODY + "}}}"), "the sum does not start from zero");
  }

  @Test
  void partlyCleared() {
    assertKept(matmul(FILL.replace("%q = 0 to 6", "%q = 0 to 5") + loops(MATMUL_BODY)),
        "the elements that are cleared are not those that are accumulated");
    assertKept(matmul(FILL + loops(MATMUL_BODY).replace("%j = 0 to 6", "%j = 0 to 5")),
        "the elements that are cleared are not those that are accumulated");
  }

  @Test
  void maximumInsteadOfSum() {
    Ir ir = raise(matmul(FILL + loops(MATMUL_BODY.replace("addf", "maximumf"))));
    assertEquals(List.of(), ir.messages());
    assertEquals(List.of(), ir.all(ContractOp.class));
  }

  @Test
  void triangularBounds() {
    assertKept(matmul(FILL + "affine.for %i = 0 to 4 { affine.for %j = 0 to 6 { affine.for %k = 0 to affine_map<(d0) -> (d0)>(%i) {" + MATMUL_BODY + "}}}"),
        "a loop has bounds that are not constant");
  }

  @Test
  void factorIsTheResult() {
    assertKept(function("%B: memref<6x6xf32>", "%C = memref.alloc() : memref<6x6xf32>", """
        affine.for %p = 0 to 6 { affine.for %q = 0 to 6 { affine.store %zero, %C[%p, %q] : memref<6x6xf32> } }
        affine.for %i = 0 to 6 { affine.for %j = 0 to 6 { affine.for %k = 0 to 6 {
          %a = affine.load %C[%i, %k] : memref<6x6xf32>
          %b = affine.load %B[%k, %j] : memref<6x6xf32>
          %ab = arith.mulf %a, %b : f32
          %c = affine.load %C[%i, %j] : memref<6x6xf32>
          %s = arith.addf %c, %ab : f32
          affine.store %s, %C[%i, %j] : memref<6x6xf32>
        }}}
        """), "the result is read in the nest");
  }

  @Test
  void resultUsedInTheNest() {
    assertKept(matmul(FILL + loops(MATMUL_BODY + "%v = affine.load %C[0, 0] : memref<4x6xf32>\n")), "the result is read in the nest");
    assertKept(matmul(FILL + loops(MATMUL_BODY + "affine.store %ab, %A[0, 0] : memref<4x5xf32>\n")), "the sum does not start from zero");
  }

  @Test
  void lastElementOnly() {
    assertKept(matmul("affine.for %i = 0 to 4 { affine.for %j = 0 to 6 { affine.store %zero, %C[0, %j] : memref<4x6xf32>\n affine.for %k = 0 to 5 {"
        + MATMUL_BODY.replace("%C[%i, %j]", "%C[0, %j]") + "}}}"), "a loop overwrites the result in each iteration");
  }

  @Test
  void repeatedSum() {
    assertKept(matmul(FILL + "affine.for %r = 0 to 2 {" + loops(MATMUL_BODY) + "}"), "a loop repeats the same sum");
  }

  @Test
  void overlappingElements() {
    assertKept(matmul(FILL + loops(MATMUL_BODY.replace("%C[%i, %j]", "%C[0, %i + %j]"))),
        "the subscripts of the result do not tell its elements apart");
  }

  @Test
  void subscriptThatIsNotLinear() {
    assertKept(matmul(FILL + loops(MATMUL_BODY.replace("%A[%i, %k]", "%A[%i, %k mod 3]"))), "a subscript is not linear in the loops");
  }

  @Test
  void computedFactor() {
    assertKept(matmul(FILL + loops(MATMUL_BODY.replace("%ab = arith.mulf %a, %b", "%n = arith.negf %a : f32\n%ab = arith.mulf %n, %b"))),
        "a factor is not an element of a memref");
  }

  @Test
  void callerOwnsTheResult() {
    assertKept(function("%A: memref<4x5xf32>, %B: memref<5x6xf32>, %C: memref<4x6xf32>", "", FILL + loops(MATMUL_BODY)),
        "the result is not a buffer of this function");
  }

  @Test
  void carriedSumWithAnotherUse() {
    assertKept(matmul("""
        affine.for %i = 0 to 4 {
          affine.for %j = 0 to 6 {
            %sum = affine.for %k = 0 to 5 iter_args(%acc = %one) -> (f32) {
              %a = affine.load %A[%i, %k] : memref<4x5xf32>
              %b = affine.load %B[%k, %j] : memref<5x6xf32>
              %ab = arith.mulf %a, %b : f32
              %new = arith.addf %acc, %ab : f32
              affine.yield %new : f32
            }
            affine.store %sum, %C[%i, %j] : memref<4x6xf32>
          }
        }
        """), "what the product is added to is not what is stored");
  }
}

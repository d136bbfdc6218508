package zkopt.lowering.interp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.Programs;

/** Nests as kernels against the same nests run as they are written, which one more operation in the body makes of them. */
class ContractionKernelTest {
  /** A convolution with strides; {@code %s} is where the operation that keeps it from being a kernel goes. */
  private static final String CONVOLUTION = """
      %1$s
      func.func @f(%%x: memref<2x3x9x11x%2$s>, %%u: memref<4x3x3x2x%2$s>) -> memref<2x4x4x10x%2$s> {
        %%w = %3$s
        %%c = memref.alloc() : memref<2x4x4x10x%2$s>
        affine.for %%n = 0 to 2 {
          affine.for %%o = 0 to 4 {
            affine.for %%i = 0 to 4 {
              affine.for %%j = 0 to 10 {
                affine.for %%k = 0 to 3 {
                  affine.for %%p = 0 to 3 {
                    affine.for %%q = 0 to 2 {
                      %%a = affine.load %%x[%%n, %%k, %%i * 2 + %%p, %%j + %%q] : memref<2x3x9x11x%2$s>
                      %%b = affine.load %%w[%%o, %%k, %%p, %%q] : memref<4x3x3x2x%2$s>
                      %%m = %4$s %%a, %%b : %5$s
                      %%d = affine.load %%c[%%n, %%o, %%i, %%j] : memref<2x4x4x10x%2$s>
                      %%s = %6$s %%d, %%m : %7$s
                      %8$s
                      affine.store %%s, %%c[%%n, %%o, %%i, %%j] : memref<2x4x4x10x%2$s>
                    }
                  }
                }
              }
            }
          }
        }
        return %%c : memref<2x4x4x10x%2$s>
      }
      """;

  private static ModuleOp reals(String global, String weight, boolean kernel) {
    return Programs.parse(CONVOLUTION.formatted(global, "f32", weight, "arith.mulf", "f32", "arith.addf", "f32",
        kernel ? "" : "%more = arith.constant 0.0 : f32")).module();
  }

  private static ModuleOp integers(int width, boolean kernel) {
    String q = "!fixed.q<" + width + ", 0>";
    return Programs.parse(CONVOLUTION.formatted("", q, "memref.cast %u : memref<4x3x3x2x" + q + "> to memref<4x3x3x2x" + q + ">",
        "fixed.mul", "(" + q + ", " + q + ") -> " + q, "fixed.add", "(" + q + ", " + q + ") -> " + q,
        kernel ? "" : "%more = fixed.constant 0 : " + q)).module();
  }

  private static boolean isKernel(ModuleOp module) {
    boolean[] found = {false};
    module.walk(ForOp.class, loop -> found[0] |= AccumulationNest.of(loop, _ -> false) != null);
    return found[0];
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "''|memref.cast %u : memref<4x3x3x2xf32> to memref<4x3x3x2xf32>",
      "'memref.global \"private\" constant @w : memref<4x3x3x2xf32> = dense<0.3>'|memref.get_global @w : memref<4x3x3x2xf32>"})
  void floatsAreTheSameBitByBit(String global, String weight) {
    var random = new Random(5);
    double[] x = random.doubles(2 * 3 * 9 * 11, -1, 1).toArray();
    double[] w = random.doubles(4 * 3 * 3 * 2, -1, 1).toArray();
    assertTrue(isKernel(reals(global, weight, true)));
    double[] kernel = AffineInterpreter.of(reals(global, weight, true)).run(x, w).getFirst();
    assertArrayEquals(AffineInterpreter.of(reals(global, weight, false)).run(x, w).getFirst(), kernel);
  }

  @Test
  void integersAreTheSame() {
    var random = new Random(6);
    long[] x = random.longs(2 * 3 * 9 * 11, -100, 100).toArray();
    long[] w = random.longs(4 * 3 * 3 * 2, -100, 100).toArray();
    assertTrue(isKernel(integers(40, true)));
    assertArrayEquals(AffineInterpreter.of(integers(40, false)).runFixed(x, w).getFirst(), AffineInterpreter.of(integers(40, true)).runFixed(x, w).getFirst());
  }

  /** A sum that its type does not hold on the way is an error, though the total would fit. */
  @Test
  void whatDoesNotFitIsAnErrorAlike() {
    long[] x = new long[2 * 3 * 9 * 11];
    long[] w = new long[4 * 3 * 3 * 2];
    for (int i = 0; i < x.length; i++) x[i] = i % 2 == 0 ? 127 : -127;
    for (int i = 0; i < w.length; i++) w[i] = 100;
    assertThrowsAlike(14, x, w);
    assertThrowsAlike(13, x, w);
  }

  private static void assertThrowsAlike(int width, long[] x, long[] w) {
    var written = assertThrows(ExecutionException.class, () -> AffineInterpreter.of(integers(width, false)).runFixed(x, w));
    var kernel = assertThrows(ExecutionException.class, () -> AffineInterpreter.of(integers(width, true)).runFixed(x, w));
    String reason = written.getMessage().substring(written.getMessage().indexOf(": "));
    assertEquals(reason, kernel.getMessage().substring(kernel.getMessage().indexOf(": ")));
  }

  @Test
  void rangesHoldSumsOnTheirWay() {
    var random = new Random(7);
    double[] x = random.doubles(2 * 3 * 9 * 11, -1, 1).toArray();
    double[] w = random.doubles(4 * 3 * 3 * 2, -1, 1).toArray();
    String weight = "memref.cast %u : memref<4x3x3x2xf32> to memref<4x3x3x2xf32>";
    double[] ends = new double[4];
    for (int i = 0; i < 2; i++) {
      ModuleOp module = reals("", weight, i == 0);
      var interpreter = new AffineInterpreter(module, AffineInterpreter.mainFunction(module), true);
      interpreter.run(x, w);
      StoredRange range = interpreter.ranges().values().iterator().next();
      ends[2 * i] = range.least();
      ends[2 * i + 1] = range.largest();
    }
    assertArrayEquals(new double[] {ends[2], ends[3]}, new double[] {ends[0], ends[1]});
  }
}

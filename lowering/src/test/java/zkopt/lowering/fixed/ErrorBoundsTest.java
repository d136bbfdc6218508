package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;

/** Errors in fixed point are within the bounds that follow from its formats, and the bounds are not far from them. */
class ErrorBoundsTest {
  private static final int COUNT = 500;
  private static final int FRAC = 12;

  private static String program(String body) {
    return """
        memref.global "private" constant @w : memref<500xf32> = dense<0.3>
        func.func @main_graph(%%x: memref<500xf32>) -> memref<500xf32> {
          %%zero = arith.constant 0.0 : f32
          %%one = arith.constant 1.0 : f32
          %%third = arith.constant 0.33333333 : f32
          %%w = memref.get_global @w : memref<500xf32>
          %%y = memref.alloc() : memref<500xf32>
          affine.for %%i = 0 to 500 {
            %%x0 = affine.load %%x[%%i] : memref<500xf32>
            %%w0 = affine.load %%w[%%i] : memref<500xf32>
            %s
            affine.store %%r, %%y[%%i] : memref<500xf32>
          }
          return %%y : memref<500xf32>
        }
        """.formatted(body);
  }

  /** The largest error, and its bound; every element is within its own. */
  private static double[] worst(String body, double least, double largest) {
    var random = new Random(17);
    double[] x = random.doubles(COUNT, least, largest).toArray();
    double[] real = AffineInterpreter.of(Programs.parse(program(body)).module()).run(x).getFirst();
    ModuleOp fixed = Programs.parse(program(body)).run("convert-affine-to-fixed{state-errors=true}");
    long[] integers = new long[COUNT];
    double[] off = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      integers[i] = Math.round(Math.scalb(x[i], FRAC));
      off[i] = Math.scalb(0.5, -FRAC);
    }
    var result = AffineInterpreter.followingErrors(fixed).runWithErrors(new long[][] {integers}, new double[][] {off}).getFirst();
    int frac = fixed.toString().lines().filter(l -> l.contains("return")).map(l -> l.replaceAll(".*, (\\d+)>>.*", "$1")).mapToInt(Integer::parseInt).findFirst().orElseThrow();
    double[] worst = {0, 0};
    for (int i = 0; i < COUNT; i++) {
      double error = Math.abs(Math.scalb((double) result.integers()[i], -frac) - real[i]);
      assertTrue(error <= result.errors()[i] + 1e-12, "of " + x[i] + ": " + error + " is above " + result.errors()[i]);
      if (error >= worst[0]) worst = new double[] {error, result.errors()[i]};
    }
    return worst;
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"%r = arith.mulf %x0, %x0 : f32; -30; 30", "%r = arith.mulf %x0, %third : f32; -30; 30", "%r = arith.mulf %x0, %w0 : f32; -30; 30",
      "%r = arith.divf %one, %x0 : f32; 0.5; 30", "%r = math.exp %x0 : f32; -4; 4", "%r = math.tanh %x0 : f32; -12; 12", "%r = math.erf %x0 : f32; -6; 6",
      "%r = math.sin %x0 : f32; -7; 7", "%r = math.sqrt %x0 : f32; 0.01; 30", "%r = math.log %x0 : f32; 0.1; 30", "%r = arith.maximumf %x0, %zero : f32; -30; 30",
      "%a = arith.mulf %x0, %x0 : f32 %b = arith.addf %a, %third : f32 %c = math.sqrt %b : f32 %r = arith.divf %x0, %c : f32; -30; 30"})
  void everyErrorIsWithinItsBoundAndNotFarFromIt(String body, double least, double largest) {
    double[] worst = worst(body, least, largest);
    assertTrue(worst[1] <= 8 * worst[0] + 1e-6, "an error of " + worst[0] + " has the bound " + worst[1]);
  }

  @Test
  void roundingsOfTheModelAreOffByOneWhereTheFormatDecidesAndExactElsewhere() {
    double[] exact = worst("%r = math.floor %x0 : f32", 0.25, 0.75);
    assertEquals(0, exact[1]);
    ModuleOp fixed = Programs.parse(program("%r = math.floor %x0 : f32")).run("convert-affine-to-fixed{state-errors=true}");
    long[] x = new long[COUNT];
    double[] off = new double[COUNT];
    x[0] = 3 << FRAC;
    off[0] = 1e-5;
    var result = AffineInterpreter.followingErrors(fixed).runWithErrors(new long[][] {x}, new double[][] {off}).getFirst();
    assertEquals(3, result.integers()[0]);
    assertEquals(1, result.errors()[0]);
    assertEquals(0, result.errors()[1]);
  }

  @Test
  void comparisonsAreOffByOneOnlyWhereTheOrderIsNotKnown() {
    ModuleOp fixed = Programs.parse(program("%c = arith.cmpf olt, %zero, %x0 : f32 %r = arith.uitofp %c : i1 to f32"))
        .run("convert-affine-to-fixed{state-errors=true}");
    long[] x = new long[COUNT];
    double[] off = new double[COUNT];
    x[0] = 1;
    off[0] = 1e-3;
    x[1] = 100;
    off[1] = 1e-3;
    var errors = AffineInterpreter.followingErrors(fixed).runWithErrors(new long[][] {x}, new double[][] {off}).getFirst().errors();
    assertEquals(1, errors[0]);
    assertEquals(0, errors[1]);
  }
}

package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.ir.Operation;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;

class ConvertAffineToFixedTest {
  private static final String PIPELINE = "affine-to-fixed";

  /** y = relu(x W + b), with the loops of the contraction in the given order. */
  private static String dense(int k, int n, float[] w, float[] b, List<String> order) {
    var sizes = java.util.Map.of("m", 2, "n", n, "k", k);
    var loops = new StringBuilder();
    for (String d : order) loops.append("affine.for %").append(d).append(" = 0 to ").append(sizes.get(d)).append(" {\n");
    return """
        memref.global "private" constant @w : memref<%1$dx%2$dxf32> = dense<%3$s>
        memref.global "private" constant @b : memref<%2$dxf32> = dense<%4$s>
        func.func @main_graph(%%x: memref<2x%1$dxf32>) -> memref<2x%2$dxf32> {
          %%zero = arith.constant 0.0 : f32
          %%w = memref.get_global @w : memref<%1$dx%2$dxf32>
          %%b = memref.get_global @b : memref<%2$dxf32>
          %%acc = memref.alloc() : memref<2x%2$dxf32>
          affine.for %%i = 0 to 2 {
            affine.for %%j = 0 to %2$d {
              affine.store %%zero, %%acc[%%i, %%j] : memref<2x%2$dxf32>
            }
          }
          %5$s
            %%x0 = affine.load %%x[%%m, %%k] : memref<2x%1$dxf32>
            %%w0 = affine.load %%w[%%k, %%n] : memref<%1$dx%2$dxf32>
            %%p = arith.mulf %%x0, %%w0 : f32
            %%c = affine.load %%acc[%%m, %%n] : memref<2x%2$dxf32>
            %%s = arith.addf %%c, %%p : f32
            affine.store %%s, %%acc[%%m, %%n] : memref<2x%2$dxf32>
          }}}
          %%y = memref.alloc() : memref<2x%2$dxf32>
          affine.for %%i = 0 to 2 {
            affine.for %%j = 0 to %2$d {
              %%c = affine.load %%acc[%%i, %%j] : memref<2x%2$dxf32>
              %%b0 = affine.load %%b[%%j] : memref<%2$dxf32>
              %%s = arith.addf %%c, %%b0 : f32
              %%r = arith.maximumf %%s, %%zero : f32
              affine.store %%r, %%y[%%i, %%j] : memref<2x%2$dxf32>
            }
          }
          return %%y : memref<2x%2$dxf32>
        }
        """.formatted(k, n, rows(w, k, n), list(b, 0, n), loops);
  }

  private static String rows(float[] w, int k, int n) {
    return IntStream.range(0, k).mapToObj(i -> list(w, i * n, n)).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String list(float[] v, int from, int n) {
    return IntStream.range(from, from + n).mapToObj(i -> String.format(java.util.Locale.ROOT, "%.9e", v[i])).collect(Collectors.joining(", ", "[", "]"));
  }

  private static float[] floats(Random random, int n, double scale) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) v[i] = (float) (scale * (2 * random.nextDouble() - 1));
    return v;
  }

  private static long[] quantize(float[] v, int frac) {
    long[] q = new long[v.length];
    for (int i = 0; i < v.length; i++) q[i] = Math.round(Math.scalb((double) v[i], frac));
    return q;
  }

  private static double largestError(String text, String pipeline, float[] input) {
    float[] expected = AffineInterpreter.of(Programs.parse(text).module()).run(input).getFirst();
    double[] actual = Programs.runFixed(Programs.parse(text).run(pipeline), input);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    return worst;
  }

  @Test
  void aSumIsTypedByItsWeightsAndRescaledOnceAfterTheBias() {
    ModuleOp module = Programs.parse(dense(2, 2, new float[] {0.5f, 1, -0.25f, 2}, new float[] {1, -1}, List.of("m", "n", "k")))
        .run("affine-to-fixed{weight-frac-bits=4}");
    String text = module.toString();
    // weights up to 2.0 are 32 at 4 fraction bits
    assertTrue(text.contains("@w_q4 : memref<2x2x!fixed.q<7, 4>> = dense<[[8, 16], [-4, 32]]>"), text);
    // the bias has the fraction bits of the sum, 12 + 4
    assertTrue(text.contains("@b_q16 : memref<2x!fixed.q<18, 16>> = dense<[65536, -65536]>"), text);
    // the second column: (2^24 - 1) * (16 + 32) needs 30 magnitude bits
    assertTrue(text.contains("memref.alloc() : memref<2x2x!fixed.q<31, 16>>"), text);
    var rescales = new java.util.ArrayList<RescaleOp>();
    module.walk(RescaleOp.class, rescales::add);
    assertEquals(1, rescales.size(), text);
    assertEquals("'!fixed.q<31, 16>' to '!fixed.q<25, 12>'",
        "'" + rescales.getFirst().operandType() + "' to '" + rescales.getFirst().type() + "'");
  }

  @Test
  void resultsAreWithinTheBoundOfTheFloatOnes() {
    for (int seed = 1; seed <= 12; seed++) {
      var random = new Random(seed);
      int k = 1 + random.nextInt(20);
      int n = 1 + random.nextInt(5);
      float[] w = floats(random, k * n, 2);
      float[] x = floats(random, 2 * k, 30);
      int weightFrac = 8 + random.nextInt(17);
      String text = dense(k, n, w, floats(random, n, 10), List.of("m", "n", "k"));
      // inputs: 2^-13 each times |w| <= 2; weights: 2^-(f+1) each times |x| <= 30; bias and result: half a unit each
      double bound = k * (2 * 0x1p-13 + 31 * Math.scalb(1, -weightFrac - 1)) + 2 * 0x1p-12;
      double error = largestError(text, PIPELINE + "{weight-frac-bits=" + weightFrac + "}", x);
      assertTrue(error <= bound, "seed " + seed + ": error " + error + ", bound " + bound);
    }
  }

  @Test
  void theOrderOfTheLoopsDoesNotMatter() {
    var random = new Random(5);
    float[] w = floats(random, 12, 1);
    float[] b = floats(random, 3, 1);
    long[] x = quantize(floats(random, 8, 10), 12);
    String first = null;
    for (var order : List.of(List.of("m", "n", "k"), List.of("k", "m", "n"), List.of("n", "k", "m"))) {
      var module = Programs.parse(dense(4, 3, w, b, order)).run(PIPELINE);
      String result = java.util.Arrays.toString(AffineInterpreter.of(module).runFixed(x).getFirst());
      String types = module.toString().lines().filter(l -> l.contains("memref.alloc")).collect(Collectors.joining());
      if (first == null) first = result + types;
      assertEquals(first, result + types);
    }
  }

  /** Sums of |w| < 1, so that even the largest inputs leave every rescaled result in range: any failure is a sum whose type is too narrow. */
  @Test
  void noInputOfTheTypeOverflowsASum() {
    for (int seed = 1; seed <= 8; seed++) {
      var random = new Random(seed);
      int k = 1 + random.nextInt(9);
      var module = Programs.parse(dense(k, 2, floats(random, 2 * k, 0.9 / k), new float[] {0, 0}, List.of("k", "n", "m"))).run(PIPELINE);
      var interpreter = AffineInterpreter.of(module);
      for (int run = 0; run < 20; run++) {
        long[] x = new long[2 * k];
        for (int i = 0; i < x.length; i++) x[i] = random.nextBoolean() ? (1 << 24) - 1 : 1 - (1 << 24);
        interpreter.runFixed(x);
      }
    }
  }

  private static String elementwise(String body) {
    return """
        func.func @main_graph(%%a: memref<4xf32>) -> memref<4xf32> {
          %%zero = arith.constant 0.0 : f32
          %%y = memref.alloc() : memref<4xf32>
          affine.for %%i = 0 to 4 {
            %%x = affine.load %%a[%%i] : memref<4xf32>
            %s
            affine.store %%r, %%y[%%i] : memref<4xf32>
          }
          return %%y : memref<4xf32>
        }
        """.formatted(body);
  }

  @Test
  void aComparisonAndAChoiceIsAMaximum() {
    String expected = Programs.parse(elementwise("%r = arith.maximumf %x, %zero : f32")).run(PIPELINE).toString();
    for (String body : List.of(
        "%c = arith.cmpf ogt, %x, %zero : f32\n%r = arith.select %c, %x, %zero : f32",
        "%c = arith.cmpf ule, %x, %zero : f32\n%z = arith.constant 0.0 : f32\n%r = arith.select %c, %z, %x : f32",
        "%r = arith.maxnumf %x, %zero : f32")) {
      assertEquals(expected, Programs.parse(elementwise(body)).run(PIPELINE).toString());
    }
    assertTrue(expected.contains("fixed.max"), expected);
    assertTrue(expected.contains("fixed.bounds = array<i64: 0, 16777215>"), expected);
    String minimum = Programs.parse(elementwise("%c = arith.cmpf olt, %x, %zero : f32\n%r = arith.select %c, %x, %zero : f32")).run(PIPELINE).toString();
    assertTrue(minimum.contains("fixed.min"), minimum);
  }

  @Test
  void scalarArithmeticIsExactUntilTheOneRescale() {
    for (String body : List.of(
        "%r = arith.subf %zero, %x : f32",
        "%r = arith.negf %x : f32",
        "%c = arith.constant 0.3 : f32\n%r = arith.mulf %c, %x : f32",
        "%c = arith.constant 9.0 : f32\n%r = arith.divf %x, %c : f32",
        "%c = arith.constant 0.25 : f32\n%s = arith.mulf %x, %c : f32\n%d = arith.constant 1.7 : f32\n%r = arith.addf %s, %d : f32",
        "%r = arith.mulf %x, %x : f32",
        "%p = arith.mulf %x, %x : f32\n%r = arith.addf %p, %x : f32")) {
      double error = largestError(elementwise(body), PIPELINE, new float[] {0.5f, -3.25f, 17.125f, -0.0625f});
      assertTrue(error <= 0x1p-12, body + ": " + error);
    }
    // a power of two is exact, and the product needs no rescale before the sum
    String text = Programs.parse(elementwise("%c = arith.constant 0.25 : f32\n%s = arith.mulf %x, %c : f32\n%r = arith.addf %s, %x : f32")).run(PIPELINE).toString();
    assertTrue(text.contains("!fixed.q<28, 14>"), text);
  }

  @Test
  void softmax() {
    String text = """
        func.func @main_graph(%a: memref<5xf32>) -> memref<5xf32> {
          %zero = arith.constant 0.0 : f32
          %least = arith.constant 0xFF800000 : f32
          %max = memref.alloc() : memref<f32>
          affine.store %least, %max[] : memref<f32>
          affine.for %i = 0 to 5 {
            %x = affine.load %a[%i] : memref<5xf32>
            %m = affine.load %max[] : memref<f32>
            %n = arith.maximumf %m, %x : f32
            affine.store %n, %max[] : memref<f32>
          }
          %e = memref.alloc() : memref<5xf32>
          affine.for %i = 0 to 5 {
            %x = affine.load %a[%i] : memref<5xf32>
            %m = affine.load %max[] : memref<f32>
            %d = arith.subf %x, %m : f32
            %y = math.exp %d : f32
            affine.store %y, %e[%i] : memref<5xf32>
          }
          %sum = affine.for %i = 0 to 5 iter_args(%s = %zero) -> (f32) {
            %x = affine.load %e[%i] : memref<5xf32>
            %t = arith.addf %s, %x : f32
            affine.yield %t : f32
          }
          %y = memref.alloc() : memref<5xf32>
          affine.for %i = 0 to 5 {
            %x = affine.load %e[%i] : memref<5xf32>
            %q = arith.divf %x, %sum : f32
            affine.store %q, %y[%i] : memref<5xf32>
          }
          return %y : memref<5xf32>
        }
        """;
    double error = largestError(text, PIPELINE, new float[] {1, 2, 3, 2.5f, -4});
    assertTrue(error < 3 * 0x1p-12, "error " + error);
  }

  @Test
  void aSumThatIsReadTwicePerElementIsRescaledOncePerElement() {
    String text = dense(3, 3, floats(new Random(2), 9, 1), new float[3], List.of("m", "n", "k"))
        .replaceAll("(?s)  %y = memref.alloc.*", "  return %acc : memref<2x3xf32>\n}\n");
    ModuleOp module = Programs.parse(text).run(PIPELINE);
    var rescales = new java.util.ArrayList<RescaleOp>();
    module.walk(RescaleOp.class, rescales::add);
    assertEquals(1, rescales.size());
    assertTrue(module.toString().contains("-> memref<2x3x!fixed.q<25, 12>>"), module.toString());
  }

  /** Values with few fraction bits, ties and zeros among them, so that rounding and comparing has but one right answer. */
  @ParameterizedTest
  @ValueSource(strings = {
      "%r = math.floor %x : f32", "%r = math.ceil %x : f32", "%r = math.trunc %x : f32", "%r = math.roundeven %x : f32", "%r = math.absf %x : f32",
      "%c = arith.cmpf oeq, %x, %zero : f32\n%r = arith.uitofp %c : i1 to f32",
      "%c = arith.cmpf ole, %x, %zero : f32\n%r = arith.uitofp %c : i1 to f32",
      "%k = arith.constant 3.0 : f32\n%c = arith.cmpf olt, %x, %zero : f32\n%r = arith.select %c, %k, %x : f32",
      "%k = arith.constant -0.5 : f32\n%c = arith.cmpf one, %x, %zero : f32\n%n = arith.uitofp %c : i1 to f32\n%r = arith.addf %n, %k : f32",
      "%k = arith.constant 0.5 : f32\n%s = arith.addf %x, %k : f32\n%f = math.floor %s : f32\n%r = arith.subf %x, %f : f32"})
  void roundingAndComparingIsExact(String body) {
    for (float[] x : new float[][] {{0, 0.5f, -0.5f, 1.5f}, {-1.5f, 2.5f, -2.25f, 7}, {-3, 1000.75f, -1000.5f, 0.25f}}) {
      assertEquals(0, largestError(elementwise(body), PIPELINE, x), body);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "%k = arith.constant 3.0 : f32\n%r = arith.divf %k, %x : f32", "%r = math.exp %x : f32", "%r = math.tanh %x : f32", "%r = math.erf %x : f32",
      "%r = math.sin %x : f32", "%s = arith.mulf %x, %x : f32\n%r = math.sqrt %s : f32", "%s = arith.mulf %x, %x : f32\n%r = math.log %s : f32"})
  void functionsAreCloseToTheRealOnes(String body) {
    for (float[] x : new float[][] {{0.5f, -0.5f, 1.5f, -1.5f}, {-2.25f, 3.75f, -0.3f, 0.7f}}) {
      assertEquals(0, largestError(elementwise(body), PIPELINE, x), 2e-3, body);
    }
  }

  /** Quotients of whole numbers are rounded down once, however close to a whole number they are. */
  @Test
  void floorOfAQuotientIsExact() {
    String text = elementwise("%k = arith.constant 4000.0 : f32\n%s = arith.addf %x, %k : f32\n%q = arith.divf %x, %s : f32\n%r = math.floor %q : f32");
    assertEquals(0, largestError(text, PIPELINE, new float[] {-1, 1, 90, -90}));
  }

  // errors

  private static String errorOf(String text) {
    return Programs.parse(text).errorOf(PIPELINE);
  }

  private static void assertError(String expected, String text) {
    String error = errorOf(text);
    assertTrue(error.contains(expected), error);
  }

  @Test
  void errorsNameOperationAndNode() {
    assertError("'math.cbrt' op has no fixed-point form yet", elementwise("%r = math.cbrt %x : f32"));
    assertError("(node 'Cbrt_3')", elementwise("%r = math.cbrt %x : f32 loc(\"Cbrt_3\")"));
    assertError("'arith.remf' op has no fixed-point form", elementwise("%r = arith.remf %x, %x : f32"));
  }

  /** Nothing bounds it but the format of activations, to which each write is rescaled: checked, not assumed. */
  @Test
  void aRecurrenceThatIsNoSumIsRescaledToTheFormatOfActivations() {
    String product = Programs.parse(elementwise("""
        %o = affine.load %y[%i] : memref<4xf32>
        %p = arith.mulf %o, %x : f32
        %r = arith.addf %p, %x : f32""")).run(PIPELINE).toString();
    assertTrue(product.matches("(?s).*fixed.rescale %\\d+ : !fixed.q<\\d+, 24> to !fixed.q<25, 12>.*"), product);
    // another element than the one written: no bound on the number of terms
    String sum = Programs.parse(elementwise("""
        %o = affine.load %y[0] : memref<4xf32>
        %r = arith.addf %o, %x : f32""")).run(PIPELINE).toString();
    assertTrue(sum.contains("to !fixed.q<25, 12>"), sum);
  }

  @Test
  void aSumThatIsTooWideTakesCoarserWeights() {
    String wide = dense(64, 1, floats(new Random(1), 64, 100_000), new float[1], List.of("m", "n", "k"));
    String text = Programs.parse(wide).run(PIPELINE).toString();
    assertTrue(text.matches("(?s).*@w_q(1[0-9]|8).*"), text);
    assertError("may need more than 62 bits", dense(64, 1, floats(new Random(1), 64, 1e12), new float[1], List.of("m", "n", "k")));
  }

  private static Programs calibrated(String body, double... sample) {
    Programs program = Programs.parse(elementwise(body));
    Calibration.annotate(program.module(), List.<double[][]>of(new double[][] {sample}));
    return program;
  }

  @Test
  void formatsFollowCalibration() {
    Programs program = calibrated("%c = arith.constant 100.0 : f32\n%r = arith.mulf %x, %c : f32", 1, 2, 3, -50);
    Operation[] alloc = new Operation[1];
    program.module().walk(zkopt.dialect.memref.AllocOp.class, a -> alloc[0] = a);
    assertEquals("[-5.000000e+03, 3.000000e+02]", alloc[0].attribute(Calibration.RANGE).toString());
    // twice 5000 has 14 whole bits, which leave 10 of 24
    assertTrue(program.run(PIPELINE).toString().contains("-> memref<4x!fixed.q<25, 10>>"), program.module().toString());
    // small values have more fraction bits
    String small = calibrated("%c = arith.constant 0.001 : f32\n%r = arith.mulf %x, %c : f32", 1, 2, 3, -0.5).run(PIPELINE).toString();
    assertTrue(small.contains("-> memref<4x!fixed.q<25, 20>>"), small);
    String coarse = calibrated("%c = arith.constant 0.001 : f32\n%r = arith.mulf %x, %c : f32", 1, 2, 3, -0.5).run("affine-to-fixed{precision=8}").toString();
    assertTrue(coarse.contains("(%arg0: memref<4x!fixed.q<13, 9>>"), coarse);
  }

  @Test
  void calibrationChecksTheOneFormat() {
    Programs program = calibrated("%c = arith.constant 100.0 : f32\n%r = arith.mulf %x, %c : f32", 1, 2, 3, -50);
    String error = program.errorOf("affine-to-fixed{width=25}");
    assertTrue(error.contains("calibration observed values up to 5000.0, which '!fixed.q<25, 12>' cannot hold"), error);
  }

  @Test
  void masksLeaveRoomForTheirInfinities() {
    Programs program = calibrated("%m = arith.constant 0xFF800000 : f32\n%c = arith.cmpf olt, %x, %zero : f32\n%r = arith.select %c, %m, %x : f32",
        1, 2, 3, -0.5);
    double[] y = Programs.runFixed(program.run(PIPELINE), new float[] {1, 2, 3, -0.5f});
    assertEquals(-2048, y[3]);
    assertEquals(3, y[2]);
  }

  /** What is whole stays whole and as narrow as it can be. */
  @Test
  void wholeValuesHaveNoFractionBits() {
    String text = Programs.parse(elementwise("%b = arith.cmpf olt, %x, %zero : f32\n%r = arith.uitofp %b : i1 to f32")).run(PIPELINE).toString();
    assertTrue(text.contains("-> memref<4x!fixed.q<2, 0>>"), text);
    text = Programs.parse(elementwise("""
        %lo = arith.constant -128.0 : f32
        %hi = arith.constant 127.0 : f32
        %e = math.roundeven %x : f32
        %m = arith.maximumf %e, %lo : f32
        %r = arith.minimumf %m, %hi : f32""")).run(PIPELINE).toString();
    assertTrue(text.contains("-> memref<4x!fixed.q<9, 0>>"), text);
  }

  /** A product with a constant is rounded once, and a quotient too; halves to even. */
  @ParameterizedTest
  @ValueSource(strings = {"%c = arith.constant 0.5 : f32\n%p = arith.mulf %x, %c : f32", "%c = arith.constant 2.0 : f32\n%p = arith.divf %x, %c : f32",
      "%c = arith.constant 3.0 : f32\n%p = arith.divf %x, %c : f32", "%c = arith.constant -6.0 : f32\n%p = arith.divf %x, %c : f32",
      "%c = arith.constant 0.0123 : f32\n%p = arith.mulf %x, %c : f32"})
  void roundingToEvenIsExact(String quotient) {
    for (float[] x : new float[][] {{1, 3, 5, -1}, {-3, -5, 4.5f, 1.5f}, {-4.5f, -1.5f, 9, -15}, {1000.25f, 203.25f, -121.875f, 0}}) {
      assertEquals(0, largestError(elementwise(quotient + "\n%r = math.roundeven %p : f32"), PIPELINE, x), quotient);
    }
  }

  /** As in the mean over a window at the border; the reciprocals of whole numbers are not whole. */
  @Test
  void divisionByWholeDataIsClose() {
    String text = """
        memref.global "private" constant @n : memref<4xf32> = dense<[1.0, 2.0, 3.0, 4.0]>
        """ + elementwise("%n = affine.load %d[%i] : memref<4xf32>\n%r = arith.divf %x, %n : f32")
        .replace("%zero = arith.constant 0.0 : f32", "%d = memref.get_global @n : memref<4xf32>");
    assertTrue(largestError(text, PIPELINE, new float[] {1, 7, 10, -3}) < 1e-3);
  }

  @Test
  void logarithmsOfLargeValuesAreCloseToTheRealOnes() {
    Programs program = calibrated("%s = arith.mulf %x, %x : f32\n%r = math.log %s : f32", 100, 1000, 3, -50);
    double[] y = Programs.runFixed(program.run(PIPELINE), new float[] {100, 1000, 3, -50});
    for (int i = 0; i < 4; i++) assertEquals(2 * Math.log(new double[] {100, 1000, 3, 50}[i]), y[i], 2e-3);
  }

  @Test
  void optionsAreChecked() {
    String error = Programs.parse(elementwise("%r = arith.negf %x : f32")).errorOf("convert-affine-to-fixed{frac-bits=30}");
    assertTrue(error.contains("option 'frac-bits' must be in 0..24, but got 30"), error);
  }

  @Test
  void aCopyBetweenFormatsIsRefused() {
    String fill = "affine.for %i = 0 to 2 {\n    affine.for %j = 0 to 2 {\n      affine.store %zero, %acc[%i, %j] : memref<2x2xf32>\n    }\n  }";
    String text = dense(2, 2, new float[] {0.5f, 1, -0.25f, 2}, new float[2], List.of("m", "n", "k"));
    assertTrue(text.contains(fill), text);
    String error = Programs.parse(text.replace(fill, "memref.copy %x, %acc : memref<2x2xf32> to memref<2x2xf32>")).errorOf(PIPELINE);
    assertTrue(error.contains("copies from '!fixed.q<25, 12>' to '!fixed.q<"), error);
  }
}

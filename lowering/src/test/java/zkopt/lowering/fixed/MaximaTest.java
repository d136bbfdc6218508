package zkopt.lowering.fixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;

/** x - max(x) is known not to be positive, and a sum of exp(x - max(x)) to be at least 1, only where the maximum is over the group of x. */
class MaximaTest {
  private static final float[] X = {1, 5, 3, 4, 2, 6, 9, 8, 7};

  /** Maxima of the rows, or of the columns, of a square; then {@code body} for each element x, with its maximum of row %i. */
  private static String program(String element, String body) {
    return """
        func.func @main_graph(%%x: memref<3x3xf32>) -> memref<3x3xf32> {
          %%zero = arith.constant 0.0 : f32
          %%least = arith.constant 0xFF800000 : f32
          %%m = memref.alloc() : memref<3xf32>
          %%cell = memref.alloca() : memref<f32>
          affine.for %%i = 0 to 3 {
            affine.store %%least, %%cell[] : memref<f32>
            affine.for %%j = 0 to 3 {
              %%e = affine.load %%x[%s] : memref<3x3xf32>
              %%old = affine.load %%cell[] : memref<f32>
              %%new = arith.maximumf %%old, %%e : f32
              affine.store %%new, %%cell[] : memref<f32>
            }
            %%all = affine.load %%cell[] : memref<f32>
            affine.store %%all, %%m[%%i] : memref<3xf32>
          }
          %%y = memref.alloc() : memref<3x3xf32>
          affine.for %%i = 0 to 3 {
            affine.for %%j = 0 to 3 {
              %%e = affine.load %%x[%%i, %%j] : memref<3x3xf32>
              %%max = affine.load %%m[%%i] : memref<3xf32>
              %%d = arith.subf %%e, %%max : f32
              %s
              affine.store %%r, %%y[%%i, %%j] : memref<3x3xf32>
            }
          }
          return %%y : memref<3x3xf32>
        }
        """.formatted(element, body);
  }

  private static String fixedText(String text) {
    return Programs.parse(text).run("affine-to-fixed").toString();
  }

  private static void fixedAgreesWithFloats(String text) {
    float[] expected = AffineInterpreter.of(Programs.parse(text).module()).run(X).getFirst();
    double[] actual = Programs.runFixed(Programs.parse(text).run("affine-to-fixed"), X);
    for (int i = 0; i < expected.length; i++) assertEquals(expected[i], actual[i], 1e-2 * Math.max(1, expected[i]), "element " + i);
  }

  private static final String IS_ABOVE = """
      %above = arith.cmpf ogt, %d, %zero : f32
      %r = arith.uitofp %above : i1 to f32""";

  @Test
  void noElementIsAboveTheMaximumOfItsRow() {
    String text = program("%i, %j", IS_ABOVE);
    assertEquals(0, text(text, "fixed.less"));
    fixedAgreesWithFloats(text);
  }

  /** 5 is above 4, the largest of its column's number's row; it was once believed not to be. */
  @Test
  void elementsMayBeAboveTheMaximumOfAColumnOfTheSameNumber() {
    String text = program("%j, %i", IS_ABOVE);
    assertEquals(1, text(text, "fixed.less"));
    fixedAgreesWithFloats(text);
    double[] actual = Programs.runFixed(Programs.parse(text).run("affine-to-fixed"), new float[] {1, 9, 1, 2, 2, 2, 3, 3, 3});
    assertArrayEquals(new double[] {0, 1, 0, 0, 0, 0, 0, 0, 0}, actual);
  }

  private static long text(String program, String part) {
    return fixedText(program).lines().filter(l -> l.contains(part)).count();
  }

  /** exp(x - m) over its sum, the maximum and the sum each along rows or columns. */
  private static String quotients(String maximumOf, String sumOf, String sumAt) {
    return program(maximumOf, "%r = math.exp %d : f32").replace("return %y : memref<3x3xf32>", """
        %%s = memref.alloc() : memref<3xf32>
          affine.for %%i = 0 to 3 {
            affine.store %%zero, %%cell2[] : memref<f32>
            affine.for %%j = 0 to 3 {
              %%e = affine.load %%y[%s] : memref<3x3xf32>
              %%old = affine.load %%cell2[] : memref<f32>
              %%new = arith.addf %%old, %%e : f32
              affine.store %%new, %%cell2[] : memref<f32>
            }
            %%all = affine.load %%cell2[] : memref<f32>
            affine.store %%all, %%s[%%i] : memref<3xf32>
          }
          %%q = memref.alloc() : memref<3x3xf32>
          affine.for %%i = 0 to 3 {
            affine.for %%j = 0 to 3 {
              %%e = affine.load %%y[%%i, %%j] : memref<3x3xf32>
              %%sum = affine.load %%s[%s] : memref<3xf32>
              %%r = arith.divf %%e, %%sum : f32
              affine.store %%r, %%q[%%i, %%j] : memref<3x3xf32>
            }
          }
          return %%q : memref<3x3xf32>""".formatted(sumOf, sumAt)).replace("%cell = memref", "%cell2 = memref.alloca() : memref<f32>\n  %cell = memref");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"%i, %j; %i, %j; %i; true", "%i, %j; %j, %i; %j; false", "%j, %i; %i, %j; %i; false"})
  void quotientsAreAtMostOneWhereTheSumIsOverWholeGroupsOfTheMaximum(String maximumOf, String sumOf, String sumAt, boolean atMostOne) {
    ModuleOp module = Programs.parse(quotients(maximumOf, sumOf, sumAt)).run("affine-to-fixed");
    String division = module.toString().lines().filter(l -> l.contains("fixed.div")).findFirst().orElseThrow();
    assertEquals(atMostOne, division.contains("fixed.bounds = array<i64: 0, 4096>"), division);
  }

  @Test
  void softmaxOfRowsAgreesWithFloats() {
    fixedAgreesWithFloats(quotients("%i, %j", "%i, %j", "%i"));
  }

  /** The sums of a column hold none of the ones of the rows' maxima. */
  @Test
  void sumsOverTheOtherAxisMayBeBelowOne() {
    fixedAgreesWithFloats(quotients("%i, %j", "%j, %i", "%j"));
  }

  /** What is read before the maximum is complete is not bounded by it. */
  @Test
  void aRunningMaximumBoundsNothing() {
    String text = """
        func.func @main_graph(%x: memref<4xf32>) -> memref<4xf32> {
          %zero = arith.constant 0.0 : f32
          %least = arith.constant 0xFF800000 : f32
          %m = memref.alloc() : memref<1xf32>
          affine.store %least, %m[0] : memref<1xf32>
          %y = memref.alloc() : memref<4xf32>
          affine.for %i = 0 to 4 {
            %e = affine.load %x[%i] : memref<4xf32>
            %old = affine.load %m[0] : memref<1xf32>
            %d = arith.subf %e, %old : f32
            %above = arith.cmpf ogt, %d, %zero : f32
            %r = arith.uitofp %above : i1 to f32
            affine.store %r, %y[%i] : memref<4xf32>
            %new = arith.maximumf %old, %e : f32
            affine.store %new, %m[0] : memref<1xf32>
          }
          return %y : memref<4xf32>
        }
        """;
    assertEquals(1, text(text, "fixed.less"));
  }
}

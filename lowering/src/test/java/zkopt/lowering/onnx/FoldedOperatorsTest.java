package zkopt.lowering.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zkopt.lowering.onnx.OperatorTests.assertFolds;
import static zkopt.lowering.onnx.OperatorTests.errorOf;
import static zkopt.lowering.onnx.OperatorTests.errorOfModel;
import static zkopt.lowering.onnx.OperatorTests.fixed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zkopt.lowering.onnx.OperatorTests.Result;

/** What operators give of constants, as computed by hand. */
class FoldedOperatorsTest {
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"; 1, 2, 6, 24, 120", "exclusive = 1 : si64; 1, 1, 2, 6, 24", "reverse = 1 : si64; 120, 120, 60, 20, 5",
      "exclusive = 1 : si64, reverse = 1 : si64; 120, 60, 20, 5, 1"})
  void runningProducts(String attributes, String expected) {
    assertFolds("tensor<5xi32>", numbers(expected), "CumProd", attributes == null ? "" : attributes, "dense<[1, 2, 3, 4, 5]> : tensor<5xi32>", "dense<-1> : tensor<i32>");
  }

  @Test
  void determinants() {
    assertFolds("tensor<f32>", new double[] {-2}, "Det", "", "dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>");
    assertFolds("tensor<1xf32>", new double[] {-3}, "Det", "", "dense<[[[2.0, 0.0, 1.0], [1.0, 3.0, 2.0], [1.0, 0.0, 0.0]]]> : tensor<1x3x3xf32>");
    assertFolds("tensor<f32>", new double[] {24}, "Det", "",
        "dense<[[0.0, 2.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 3.0], [5.0, 0.0, 4.0, 0.0]]> : tensor<4x4xf32>");
    assertTrue(errorOf("Det", "", "dense<1.0> : tensor<5x5xf32>").contains("supported up to 4 by 4"));
    assertTrue(errorOf("Det", "", "dense<1.0> : tensor<2x3xf32>").contains("needs square matrices"));
  }

  @Test
  void oneHotCountsFromTheEndAndLeavesOutWhatIsNoIndex() {
    assertFolds("tensor<3x4xf32>", numbers("0, 7, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0"), "OneHot", "", "dense<[1, -1, 4]> : tensor<3xi64>", "dense<4.0> : tensor<f32>",
        "dense<[0.0, 7.0]> : tensor<2xf32>");
    assertFolds("tensor<2x3xi32>", numbers("5, 1, 1, 1, 5, 5"), "OneHot", "axis = 0 : si64", "dense<[0, 1, 1]> : tensor<3xi64>", "dense<2> : tensor<1xi64>",
        "dense<[1, 5]> : tensor<2xi32>");
  }

  @ParameterizedTest
  @CsvSource({"none, 1 5 3", "add, 1 11 3", "mul, 1 40 3", "max, 1 5 3", "min, 1 2 3"})
  void scatteredElements(String reduction, String expected) {
    String data = "dense<[1.0, 2.0, 3.0]> : tensor<3xf32>";
    String indices = "dense<[1, -2]> : tensor<2xi64>";
    String updates = "dense<[4.0, 5.0]> : tensor<2xf32>";
    assertFolds("tensor<3xf32>", numbers(expected.replace(' ', ',')), "ScatterElements", "reduction = \"" + reduction + "\"", data, indices, updates);
    assertFolds("tensor<3xf32>", numbers(expected.replace(' ', ',')), "ScatterND", "reduction = \"" + reduction + "\"", data, "dense<[[1], [-2]]> : tensor<2x1xi64>", updates);
  }

  @Test
  void scatterRefusesWhatDoesNotFit() {
    String data = "dense<1.0> : tensor<3xf32>";
    assertTrue(errorOf("ScatterElements", "", data, "dense<3> : tensor<1xi64>", "dense<1.0> : tensor<1xf32>").contains("has the index 3"));
    assertTrue(errorOf("ScatterElements", "reduction = \"mean\"", data, "dense<0> : tensor<1xi64>", "dense<1.0> : tensor<1xf32>").contains("'mean'"));
    assertTrue(errorOf("ScatterND", "", data, "dense<0> : tensor<2x1xi64>", "dense<1.0> : tensor<1xf32>").contains("needs updates of shape [2]"));
  }

  /** Two blocks of 1 by 2 that overlap in the middle, with a pad that is cut off. */
  @Test
  void blocksAddUpInAnImage() {
    assertFolds("tensor<1x1x1x3xf32>", new double[] {1, 2 + 3, 4}, "Col2Im", "", "dense<[[[1.0, 3.0], [2.0, 4.0]]]> : tensor<1x2x2xf32>",
        "dense<[1, 3]> : tensor<2xi64>", "dense<[1, 2]> : tensor<2xi64>");
    assertFolds("tensor<1x1x1x1xf32>", new double[] {2 + 3}, "Col2Im", "pads = [0, 1, 0, 1]", "dense<[[[1.0, 3.0], [2.0, 4.0]]]> : tensor<1x2x2xf32>",
        "dense<1> : tensor<2xi64>", "dense<[1, 2]> : tensor<2xi64>");
  }

  @Test
  void gridsHoldTheCornersOrTheMiddlesOfPixels() {
    String identity = "dense<[[[1.0, 0.0, 0.0], [0.0, 1.0, 0.5]]]> : tensor<1x2x3xf32>";
    String size = "dense<[1, 1, 2, 2]> : tensor<4xi64>";
    assertFolds("tensor<1x2x2x2xf32>", new double[] {-1, -0.5, 1, -0.5, -1, 1.5, 1, 1.5}, "AffineGrid", "align_corners = 1 : si64", identity, size);
    assertFolds("tensor<1x2x2x2xf32>", new double[] {-0.5, 0, 0.5, 0, -0.5, 1, 0.5, 1}, "AffineGrid", "", identity, size);
  }

  @Test
  void regionsAreMeansOfSamples() {
    String image = "dense<[[[[0.0, 1.0, 2.0], [10.0, 11.0, 12.0], [20.0, 21.0, 22.0]]]]> : tensor<1x1x3x3xf32>";
    // the whole image less half a pixel: samples at 0.25 and 1.25 of each dimension
    assertFolds("tensor<1x1x2x2xf32>", new double[] {2.75, 3.75, 12.75, 13.75}, "RoiAlign",
        "output_height = 2 : si64, output_width = 2 : si64, sampling_ratio = 1 : si64, coordinate_transformation_mode = \"half_pixel\"", image,
        "dense<[[0.25, 0.25, 2.25, 2.25]]> : tensor<1x4xf32>", "dense<0> : tensor<1xi64>");
    // far outside is nothing
    assertFolds("tensor<1x1x1x1xf32>", new double[] {0}, "RoiAlign", "sampling_ratio = 2 : si64", image, "dense<[[7.0, 7.0, 9.0, 9.0]]> : tensor<1x4xf32>",
        "dense<0> : tensor<1xi64>");
  }

  @Test
  void deformedWindowsReadBetweenPixels() {
    String image = "dense<[[[[0.0, 1.0], [10.0, 11.0]]]]> : tensor<1x1x2x2xf32>";
    assertFolds("tensor<1x1x1x1xf32>", new double[] {3 * 5.5 + 1}, "DeformConv", "kernel_shape = [1, 1], strides = [2, 2]", image, "dense<3.0> : tensor<1x1x1x1xf32>",
        "dense<0.5> : tensor<1x2x1x1xf32>", "dense<1.0> : tensor<1xf32>", "none");
    // half a pixel over the border, where there is nothing, and half of that by the mask
    assertFolds("tensor<1x1x1x1xf32>", new double[] {0.5 * 0.5 * 10.5}, "DeformConv", "strides = [2, 2]", image, "dense<1.0> : tensor<1x1x1x1xf32>",
        "dense<[[[[1.5]], [[0.5]]]]> : tensor<1x2x1x1xf32>", "none", "dense<0.5> : tensor<1x1x1x1xf32>");
  }

  @Test
  void nGramsAreCountedAtEveryDistance() {
    String grams = "min_gram_length = 1 : si64, max_gram_length = 2 : si64, ngram_counts = [0, 1], ngram_indexes = [2, 0], pool_int64s = [5, 5, 6], ";
    String x = "dense<[5, 5, 6, 6]> : tensor<4xi32>";
    assertFolds("tensor<3xf32>", new double[] {1, 0, 2}, "TfIdfVectorizer", grams + "max_skip_count = 0 : si64, mode = \"TF\"", x);
    assertFolds("tensor<3xf32>", new double[] {3, 0, 2}, "TfIdfVectorizer", grams + "max_skip_count = 1 : si64, mode = \"TF\"", x);
    assertFolds("tensor<3xf32>", new double[] {4, 0, 2}, "TfIdfVectorizer", grams + "max_skip_count = 5 : si64, mode = \"TF\"", x);
    assertFolds("tensor<3xf32>", new double[] {0.5, 0, 3}, "TfIdfVectorizer", grams + "max_skip_count = 5 : si64, mode = \"IDF\", weights = [5.0e-1 : f32, 2.0 : f32, 3.0 : f32]", x);
  }

  @Test
  void windowsAndFiltersFollowFromTheirSizes() {
    assertFolds("tensor<4xf32>", new double[] {0, 0.5, 1, 0.5}, "HannWindow", "", "dense<4> : tensor<i32>");
    assertFolds("tensor<3xf32>", new double[] {0, 1, 0}, "BlackmanWindow", "periodic = 0 : si64", "dense<3> : tensor<i64>");
    assertFolds("tensor<2xf32>", new double[] {4.0 / 46, 1}, "HammingWindow", "", "dense<2> : tensor<i32>");
    assertFolds("tensor<2x3xi64>", new double[] {0, 1, 1, 1, 0, 2}, "NonZero", "", "dense<[[0.0, 3.0, 0.0], [-1.0, 0.0, 2.0]]> : tensor<2x3xf32>");
  }

  @Test
  void cachesAreWrittenAroundTheirEnd() {
    assertFolds("tensor<1x3x1xf32>", new double[] {5, 2, 4}, "TensorScatter", "mode = \"circular\"", "dense<[[[1.0], [2.0], [3.0]]]> : tensor<1x3x1xf32>",
        "dense<[[[4.0], [5.0]]]> : tensor<1x2x1xf32>", "dense<2> : tensor<1xi64>");
    assertTrue(errorOf("TensorScatter", "", "dense<1.0> : tensor<1x3x1xf32>", "dense<1.0> : tensor<1x2x1xf32>", "dense<2> : tensor<1xi64>").contains("has the index 3"));
  }

  @Test
  void unpooledElementsStandWhereTheyWere() {
    assertFolds("tensor<1x1x5xf32>", new double[] {0, 7, 8, 0, 0}, "MaxUnpool", "kernel_shape = [2], strides = [2]", "dense<[[[7.0, 8.0]]]> : tensor<1x1x2xf32>",
        "dense<[[[1, 2]]]> : tensor<1x1x2xi64>", "dense<[1, 1, 5]> : tensor<3xi64>");
  }

  @ParameterizedTest
  @CsvSource({"BitwiseAnd, -8 4 0", "BitwiseOr, -1 7 -5", "BitwiseXor, 7 3 -5"})
  void bitsOfTwoComplement(String operator, String expected) {
    assertFolds("tensor<3xi16>", numbers(expected.replace(' ', ',')), operator, "", "dense<[-1, 6, 0]> : tensor<3xi16>", "dense<[-8, 5, -5]> : tensor<3xi16>");
  }

  @Test
  void bitCastsAreOfIntegers() {
    assertFolds("tensor<2xui8>", new double[] {255, 3}, "BitCast", "to = ui8", "dense<[-1, 3]> : tensor<2xi8>");
    assertFolds("tensor<2xi32>", new double[] {-256, 3}, "BitCast", "to = i32", "dense<[4294967040, 3]> : tensor<2xui32>");
    assertFolds("tensor<2xi8>", new double[] {-1, 1}, "BitwiseNot", "", "dense<[0, -2]> : tensor<2xi8>");
    assertTrue(errorOf("BitCast", "to = i32", "dense<1.0> : tensor<2xf32>").contains("reads the bits of floats"));
    assertTrue(errorOf("BitCast", "to = i16", "dense<1> : tensor<2xi8>").contains("another width"));
  }

  @Test
  void uniqueElementsAreSortedOrInOrder() {
    String x = "dense<[2.0, 1.0, 1.0, 3.0, 4.0, 3.0]> : tensor<6xf32>";
    double[][] sorted = {{1, 2, 3, 4}, {1, 0, 3, 4}, {1, 0, 0, 2, 3, 2}, {2, 1, 2, 1}};
    double[][] inOrder = {{2, 1, 3, 4}, {0, 1, 3, 4}, {0, 1, 1, 2, 3, 2}, {1, 2, 2, 1}};
    for (int i = 0; i < 4; i++) {
      String type = i == 0 ? "tensor<4xf32>" : "tensor<" + sorted[i].length + "xi64>";
      assertFolds(new Result(i, 4), type, sorted[i], "Unique", "", x);
      assertFolds(new Result(i, 4), type, inOrder[i], "Unique", "sorted = 0 : si64", x);
    }
    assertFolds(new Result(0, 4), "tensor<2x2xf32>", new double[] {1, 0, 2, 3}, "Unique", "axis = 0 : si64", "dense<[[2.0, 3.0], [1.0, 0.0], [2.0, 3.0]]> : tensor<3x2xf32>");
  }

  /** Rows 1 5 5 and 2 4 0 with a border of one: of equal elements the first is named, the border never. */
  @Test
  void pooledElementsAreNumbered() {
    String x = "dense<[[[[1.0, 5.0, 5.0], [2.0, 4.0, 0.0]]]]> : tensor<1x1x2x3xf32>";
    String window = "kernel_shape = [2, 2], strides = [2, 2], pads = [1, 1, 1, 0]";
    assertFolds("tensor<1x1x2x2xi64>", new double[] {0, 1, 3, 4}, "MaxPoolIndices", window, x);
    assertFolds("tensor<1x1x2x2xi64>", new double[] {0, 2, 1, 3}, "MaxPoolIndices", window + ", storage_order = 1 : si64", x);
    assertFolds("tensor<1x2x1xi64>", new double[] {1, 2}, "MaxPoolIndices", "kernel_shape = [2]", "dense<[[[1.0, 2.0], [7.0, 7.0]]]> : tensor<1x2x2xf32>");
  }

  @Test
  void batchesAreNormalisedByThemselvesInTraining() {
    assertFolds("tensor<2x1xf32>", new double[] {1 - 2, 1 + 2}, "BatchNormalization", "training_mode = 1 : si64, epsilon = 0.0 : f32", "dense<[[3.0], [5.0]]> : tensor<2x1xf32>",
        "dense<2.0> : tensor<1xf32>", "dense<1.0> : tensor<1xf32>", "dense<9.0> : tensor<1xf32>", "dense<9.0> : tensor<1xf32>");
  }

  @Test
  void stepsOfTraining() {
    String rate = "dense<0.5> : tensor<f32>";
    String two = "dense<2.0> : tensor<1xf32>";
    String four = "dense<4.0> : tensor<1xf32>";
    String step = "dense<1> : tensor<i64>";
    // the gradient is 2, the sum of squares 9; the rate is a quarter
    assertFolds(new Result(0, 2), "tensor<1xf32>", new double[] {2 - 0.25 * 2 / 3}, "Adagrad", "decay_factor = 1.0 : f32", rate, step, two, two, "dense<5.0> : tensor<1xf32>");
    assertFolds(new Result(1, 2), "tensor<1xf32>", new double[] {9}, "Adagrad", "", rate, step, two, two, "dense<5.0> : tensor<1xf32>");
    // the moment is 4 / 2 + 2 / 4 in a later step, 4 / 2 + 2 in the first
    String momentum = "alpha = 0.5 : f32, beta = 0.25 : f32";
    assertFolds(new Result(0, 2), "tensor<1xf32>", new double[] {2 - 0.5 * 2.5}, "Momentum", momentum, rate, step, two, two, four);
    assertFolds(new Result(1, 2), "tensor<1xf32>", new double[] {4}, "Momentum", momentum, rate, "dense<0> : tensor<i64>", two, two, four);
    assertFolds(new Result(0, 2), "tensor<1xf32>", new double[] {2 - 0.5 * (2 + 1.25)}, "Momentum", momentum + ", mode = \"nesterov\"", rate, step, two, two, four);
    // the mean is 3, the mean square 4; the rate is corrected by sqrt(1/2) / (1/2) after one step
    String adam = "alpha = 0.5 : f32, beta = 0.5 : f32";
    assertFolds(new Result(0, 3), "tensor<1xf32>", new double[] {2 - 0.5 * Math.sqrt(2) * 3 / 2}, "Adam", adam, rate, step, two, two, four, four);
    assertFolds(new Result(0, 3), "tensor<1xf32>", new double[] {2 - 0.5 * 3 / 2}, "Adam", adam, rate, "dense<0> : tensor<i64>", two, two, four, four);
  }

  @Test
  void powersOfWholeNumbersAreExact() {
    String x = "dense<[3, -2, -1, 0, -1, 2, 1]> : tensor<7xi32>";
    assertFolds("tensor<7xi32>", new double[] {59049, -8, 1, 1, -1, 0, 1}, "Pow", "", x, "dense<[10, 3, 100, 0, 101, -1, -5]> : tensor<7xi32>");
    assertTrue(errorOfModel("""
        func.func @main_graph(%x: tensor<2xi32>, %y: tensor<2xf32>) -> tensor<2xi32> {
          %0 = "onnx.Pow"(%x, %y) : (tensor<2xi32>, tensor<2xf32>) -> tensor<2xi32>
          return %0 : tensor<2xi32>
        }
        """).contains("needs whole exponents"));
    assertFolds("tensor<2x1x2xf32>", new double[] {1, 1, 1, 1}, "ReduceProd", "", "dense<> : tensor<2x0x2xf32>", "dense<1> : tensor<1xi64>");
  }

  @Test
  void fixedPointValuesAreFinite() {
    assertArrayEquals(new double[] {0, 0}, fixed("""
        func.func @main_graph(%x: tensor<2xf32>) -> tensor<2xf32> {
          %0 = "onnx.IsNaN"(%x) : (tensor<2xf32>) -> tensor<2xi1>
          %1 = "onnx.IsInf"(%x) : (tensor<2xf32>) -> tensor<2xi1>
          %2 = "onnx.Or"(%0, %1) : (tensor<2xi1>, tensor<2xi1>) -> tensor<2xi1>
          %3 = "onnx.Cast"(%2) <{to = f32}> : (tensor<2xi1>) -> tensor<2xf32>
          return %3 : tensor<2xf32>
        }
        """, new double[] {0, 2047.5}));
    assertFolds("tensor<4xi1>", new double[] {0, 1, 0, 0}, "IsInf", "detect_negative = 0 : si64", "dense<[1.0, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<4xf32>");
    assertFolds("tensor<4xi1>", new double[] {0, 0, 0, 1}, "IsNaN", "", "dense<[1.0, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<4xf32>");
  }

  private static double[] numbers(String list) {
    String[] parts = list.split(",");
    double[] values = new double[parts.length];
    for (int i = 0; i < parts.length; i++) values[i] = Double.parseDouble(parts[i].strip());
    return values;
  }
}

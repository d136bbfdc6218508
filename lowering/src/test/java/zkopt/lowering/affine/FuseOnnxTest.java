package zkopt.lowering.affine;

import static zkopt.lowering.affine.Texts.assertLowers;
import static zkopt.lowering.affine.Texts.assertUnchanged;

import org.junit.jupiter.api.Test;

class FuseOnnxTest {
  private static final String PASS = "fuse-onnx,shape-inference-onnx,canonicalize";

  private static void assertFuses(String rewrite, String before, String after) {
    assertLowers(PASS, before, after);
    assertUnchanged("fuse-onnx{disable-patterns=" + rewrite + "}", before);
  }

  @Test
  void convAndBatchNormalization() {
    assertFuses("ConvBatchNormalization,BatchNormalizationAsScale", """
        func.func @main_graph(%x: tensor<1x1x4xf32>) -> tensor<1x2x3xf32> {
          %w = onnx.Constant dense<[[[1.0, 2.0]], [[3.0, 4.0]]]> : tensor<2x1x2xf32>
          %b = onnx.Constant dense<[1.0, 2.0]> : tensor<2xf32>
          %s = onnx.Constant dense<[2.0, 3.0]> : tensor<2xf32>
          %t = onnx.Constant dense<[0.5, 1.5]> : tensor<2xf32>
          %m = onnx.Constant dense<[1.0, -1.0]> : tensor<2xf32>
          %v = onnx.Constant dense<[3.0, 8.0]> : tensor<2xf32>
          %0 = "onnx.Conv"(%x, %w, %b) : (tensor<1x1x4xf32>, tensor<2x1x2xf32>, tensor<2xf32>) -> tensor<1x2x3xf32>
          %1 = "onnx.BatchNormalization"(%0, %s, %t, %m, %v) <{epsilon = 1.0 : f32}>
              : (tensor<1x2x3xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x2x3xf32>
          return %1 : tensor<1x2x3xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<1x1x4xf32>) -> tensor<1x2x3xf32> {
          %w = onnx.Constant dense<[[[1.0, 2.0]], [[3.0, 4.0]]]> : tensor<2x1x2xf32>
          %b = onnx.Constant dense<[0.5, 4.5]> : tensor<2xf32>
          %0 = "onnx.Conv"(%x, %w, %b) : (tensor<1x1x4xf32>, tensor<2x1x2xf32>, tensor<2xf32>) -> tensor<1x2x3xf32>
          return %0 : tensor<1x2x3xf32>
        }
        """);
  }

  @Test
  void batchNormalizationAlone() {
    assertFuses("BatchNormalizationAsScale", """
        func.func @main_graph(%x: tensor<1x2x3xf32>) -> tensor<1x2x3xf32> {
          %s = onnx.Constant dense<[2.0, 6.0]> : tensor<2xf32>
          %t = onnx.Constant dense<[0.5, 1.5]> : tensor<2xf32>
          %m = onnx.Constant dense<[1.0, -1.0]> : tensor<2xf32>
          %v = onnx.Constant dense<[3.0, 8.0]> : tensor<2xf32>
          %1 = "onnx.BatchNormalization"(%x, %s, %t, %m, %v) <{epsilon = 1.0 : f32}>
              : (tensor<1x2x3xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x2x3xf32>
          return %1 : tensor<1x2x3xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<1x2x3xf32>) -> tensor<1x2x3xf32> {
          %s = onnx.Constant dense<[[-0.5], [3.5]]> : tensor<2x1xf32>
          %f = onnx.Constant dense<[[1.0], [2.0]]> : tensor<2x1xf32>
          %0 = "onnx.Mul"(%x, %f) : (tensor<1x2x3xf32>, tensor<2x1xf32>) -> tensor<1x2x3xf32>
          %1 = "onnx.Add"(%0, %s) : (tensor<1x2x3xf32>, tensor<2x1xf32>) -> tensor<1x2x3xf32>
          return %1 : tensor<1x2x3xf32>
        }
        """);
  }

  private static final String CONV_AND_CHANNELS = """
        func.func @main_graph(%%x: tensor<1x1x4xf32>) -> tensor<1x2x3xf32> {
          %%w = onnx.Constant dense<[[[1.0, 2.0]], [[3.0, 4.0]]]> : tensor<2x1x2xf32>
          %%none = "onnx.NoValue"() <{value}> : () -> none
          %%c = onnx.Constant dense<[%2$s]> : tensor<%3$sxf32>
          %%0 = "onnx.Conv"(%%x, %%w, %%none) : (tensor<1x1x4xf32>, tensor<2x1x2xf32>, none) -> tensor<1x2x3xf32>
          %%1 = "onnx.%1$s"(%%c, %%0) : (tensor<%3$sxf32>, tensor<1x2x3xf32>) -> tensor<1x2x3xf32>
          return %%1 : tensor<1x2x3xf32>
        }
        """;

  @Test
  void convAndScale() {
    assertFuses("ConvScale", CONV_AND_CHANNELS.formatted("Mul", "[2.0], [3.0]", "2x1"), """
        func.func @main_graph(%x: tensor<1x1x4xf32>) -> tensor<1x2x3xf32> {
          %w = onnx.Constant dense<[[[2.0, 4.0]], [[9.0, 12.0]]]> : tensor<2x1x2xf32>
          %b = onnx.Constant dense<0.0> : tensor<2xf32>
          %0 = "onnx.Conv"(%x, %w, %b) : (tensor<1x1x4xf32>, tensor<2x1x2xf32>, tensor<2xf32>) -> tensor<1x2x3xf32>
          return %0 : tensor<1x2x3xf32>
        }
        """);
  }

  @Test
  void convAndShift() {
    assertFuses("ConvShift", CONV_AND_CHANNELS.formatted("Add", "[2.0], [3.0]", "2x1"), """
        func.func @main_graph(%x: tensor<1x1x4xf32>) -> tensor<1x2x3xf32> {
          %w = onnx.Constant dense<[[[1.0, 2.0]], [[3.0, 4.0]]]> : tensor<2x1x2xf32>
          %b = onnx.Constant dense<[2.0, 3.0]> : tensor<2xf32>
          %0 = "onnx.Conv"(%x, %w, %b) : (tensor<1x1x4xf32>, tensor<2x1x2xf32>, tensor<2xf32>) -> tensor<1x2x3xf32>
          return %0 : tensor<1x2x3xf32>
        }
        """);
  }

  /** A constant along the last dimension is no constant of a channel. */
  @Test
  void whatDiffersWithinAChannelStays() {
    assertUnchanged("fuse-onnx", CONV_AND_CHANNELS.formatted("Add", "2.0, 3.0, 4.0", "3"));
  }

  @Test
  void matMulAndAdd() {
    assertFuses("MatMulAddAsGemm", """
        func.func @main_graph(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>, %c: tensor<4xf32>) -> tensor<2x4xf32> {
          %0 = "onnx.MatMul"(%a, %b) : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
          %1 = "onnx.Add"(%c, %0) : (tensor<4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
          return %1 : tensor<2x4xf32>
        }
        """, """
        func.func @main_graph(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>, %c: tensor<4xf32>) -> tensor<2x4xf32> {
          %0 = "onnx.Gemm"(%a, %b, %c) : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
          return %0 : tensor<2x4xf32>
        }
        """);
  }

  /** The sum is larger than the product. */
  @Test
  void anAddendThatStretchesTheProductStays() {
    assertUnchanged("fuse-onnx", """
        func.func @main_graph(%a: tensor<1x3xf32>, %b: tensor<3x4xf32>, %c: tensor<2x4xf32>) -> tensor<2x4xf32> {
          %0 = "onnx.MatMul"(%a, %b) : (tensor<1x3xf32>, tensor<3x4xf32>) -> tensor<1x4xf32>
          %1 = "onnx.Add"(%c, %0) : (tensor<2x4xf32>, tensor<1x4xf32>) -> tensor<2x4xf32>
          return %1 : tensor<2x4xf32>
        }
        """);
  }

  private static final String TWO_PRODUCTS = """
        func.func @main_graph(%%x: tensor<1x3xf32>) -> tensor<1x%2$dxf32> {
          %%none = "onnx.NoValue"() <{value}> : () -> none
          %%w = onnx.Constant dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>
          %%v = onnx.Constant dense<[[7.0, 8.0, 9.0]]> : tensor<1x3xf32>
          %%b = onnx.Constant dense<0.5> : tensor<2xf32>
          %%0 = "onnx.Gemm"(%%x, %%w, %%b) : (tensor<1x3xf32>, tensor<3x2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
          %%1 = "onnx.Gemm"(%%x, %%v, %%none) <{transB = 1 : si64}> : (tensor<1x3xf32>, tensor<1x3xf32>, none) -> tensor<1x1xf32>
          %1$s
        }
        """;

  @Test
  void productsOfOneInput() {
    assertFuses("ProductsOfOneInput", TWO_PRODUCTS.formatted("""
          %2 = "onnx.Concat"(%0, %1) <{axis = 1 : si64}> : (tensor<1x2xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
          return %2 : tensor<1x3xf32>""", 3), """
        func.func @main_graph(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
          %none = "onnx.NoValue"() <{value}> : () -> none
          %w = onnx.Constant dense<[[1.0, 2.0, 7.0], [3.0, 4.0, 8.0], [5.0, 6.0, 9.0]]> : tensor<3x3xf32>
          %b = onnx.Constant dense<[0.5, 0.5, 0.0]> : tensor<3xf32>
          %0 = "onnx.Gemm"(%x, %w, %b) : (tensor<1x3xf32>, tensor<3x3xf32>, tensor<3xf32>) -> tensor<1x3xf32>
          %1 = "onnx.Slice"(%0, %none, %none, %none, %none) <{axes = [1], ends = [2], starts = [0]}> : (tensor<1x3xf32>, none, none, none, none) -> tensor<1x2xf32>
          %2 = "onnx.Slice"(%0, %none, %none, %none, %none) <{axes = [1], ends = [3], starts = [2]}> : (tensor<1x3xf32>, none, none, none, none) -> tensor<1x1xf32>
          %3 = "onnx.Concat"(%1, %2) <{axis = 1 : si64}> : (tensor<1x2xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
          return %3 : tensor<1x3xf32>
        }
        """);
  }

  /** The gate that rounds the sums rectifies them, which it could not do with a part of them. */
  @Test
  void productsBeforeAnActivationStayApart() {
    assertUnchanged("fuse-onnx", TWO_PRODUCTS.formatted("""
          %2 = "onnx.Relu"(%0) : (tensor<1x2xf32>) -> tensor<1x2xf32>
          %3 = "onnx.Concat"(%2, %1) <{axis = 1 : si64}> : (tensor<1x2xf32>, tensor<1x1xf32>) -> tensor<1x3xf32>
          return %3 : tensor<1x3xf32>""", 3));
  }

  private static final String POOL = "\"onnx.MaxPoolSingleOut\"(%%%s) <{kernel_shape = [2]}> : (tensor<1x1x4xf32>) -> tensor<1x1x3xf32>";

  /** The gate that rounds the sums of the convolution rectifies them. */
  @Test
  void reluBeforeMaxPool() {
    String convolved = """
        func.func @main_graph(%x: tensor<1x1x4xf32>) -> tensor<1x1x3xf32> {
          %w = onnx.Constant dense<2.0> : tensor<1x1x1xf32>
          %none = "onnx.NoValue"() <{value}> : () -> none
          %0 = "onnx.Conv"(%x, %w, %none) : (tensor<1x1x4xf32>, tensor<1x1x1xf32>, none) -> tensor<1x1x4xf32>
        """;
    assertFuses("ReluBeforeMaxPool", convolved + "%1 = " + POOL.formatted("0") + """

          %2 = "onnx.Relu"(%1) : (tensor<1x1x3xf32>) -> tensor<1x1x3xf32>
          return %2 : tensor<1x1x3xf32>
        }
        """, convolved + """
          %1 = "onnx.Relu"(%0) : (tensor<1x1x4xf32>) -> tensor<1x1x4xf32>
          %2 = """ + POOL.formatted("1") + """

          return %2 : tensor<1x1x3xf32>
        }
        """);
  }

  /** Nothing is rounded: what is pooled is fewer. */
  @Test
  void reluAfterMaxPool() {
    String function = "func.func @main_graph(%x: tensor<1x1x4xf32>) -> tensor<1x1x3xf32> {\n";
    assertFuses("ReluAfterMaxPool", function + "%0 = \"onnx.Relu\"(%x) : (tensor<1x1x4xf32>) -> tensor<1x1x4xf32>\n%1 = " + POOL.formatted("0") + """

          return %1 : tensor<1x1x3xf32>
        }
        """, function + "%0 = " + POOL.formatted("x") + """

          %1 = "onnx.Relu"(%0) : (tensor<1x1x3xf32>) -> tensor<1x1x3xf32>
          return %1 : tensor<1x1x3xf32>
        }
        """);
  }

  @Test
  void reshapes() {
    assertFuses("ReshapeOfReshape", """
        func.func @main_graph(%x: tensor<2x1x3xf32>) -> tensor<6xf32> {
          %s = onnx.Constant dense<6> : tensor<1xi64>
          %none = "onnx.NoValue"() <{value}> : () -> none
          %0 = "onnx.Squeeze"(%x, %none) <{axes = [1]}> : (tensor<2x1x3xf32>, none) -> tensor<2x3xf32>
          %1 = "onnx.Reshape"(%0, %s) : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<6xf32>
          return %1 : tensor<6xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<2x1x3xf32>) -> tensor<6xf32> {
          %s = onnx.Constant dense<6> : tensor<1xi64>
          %1 = "onnx.Reshape"(%x, %s) <{allowzero = 1 : si64}> : (tensor<2x1x3xf32>, tensor<1xi64>) -> tensor<6xf32>
          return %1 : tensor<6xf32>
        }
        """);
  }

  @Test
  void transposes() {
    assertFuses("TransposeOfTranspose", """
        func.func @main_graph(%x: tensor<2x3x4xf32>) -> tensor<4x3x2xf32> {
          %0 = "onnx.Transpose"(%x) <{perm = [1, 2, 0]}> : (tensor<2x3x4xf32>) -> tensor<3x4x2xf32>
          %1 = "onnx.Transpose"(%0) <{perm = [1, 0, 2]}> : (tensor<3x4x2xf32>) -> tensor<4x3x2xf32>
          return %1 : tensor<4x3x2xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<2x3x4xf32>) -> tensor<4x3x2xf32> {
          %0 = "onnx.Transpose"(%x) <{perm = [2, 1, 0]}> : (tensor<2x3x4xf32>) -> tensor<4x3x2xf32>
          return %0 : tensor<4x3x2xf32>
        }
        """);
  }

  @Test
  void transposesThatMoveNothing() {
    assertFuses("TransposeOfTranspose,TransposeAsReshape", """
        func.func @main_graph(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
          %0 = "onnx.Transpose"(%x) <{perm = [1, 2, 0]}> : (tensor<2x3x4xf32>) -> tensor<3x4x2xf32>
          %1 = "onnx.Transpose"(%0) <{perm = [2, 0, 1]}> : (tensor<3x4x2xf32>) -> tensor<2x3x4xf32>
          return %1 : tensor<2x3x4xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
          return %x : tensor<2x3x4xf32>
        }
        """);
  }

  @Test
  void transposesOfSizeOne() {
    assertFuses("TransposeAsReshape", """
        func.func @main_graph(%x: tensor<1x3x4xf32>) -> tensor<3x1x4xf32> {
          %0 = "onnx.Transpose"(%x) <{perm = [1, 0, 2]}> : (tensor<1x3x4xf32>) -> tensor<3x1x4xf32>
          return %0 : tensor<3x1x4xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<1x3x4xf32>) -> tensor<3x1x4xf32> {
          %s = onnx.Constant dense<[3, 1, 4]> : tensor<3xi64>
          %0 = "onnx.Reshape"(%x, %s) <{allowzero = 1 : si64}> : (tensor<1x3x4xf32>, tensor<3xi64>) -> tensor<3x1x4xf32>
          return %0 : tensor<3x1x4xf32>
        }
        """);
  }

  private static final String NORMALIZATION = """
        func.func @main_graph(%%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
          %%none = "onnx.NoValue"() <{value}> : () -> none
          %%two = onnx.Constant dense<2.0> : tensor<f32>
          %%e = onnx.Constant dense<1.0> : tensor<f32>
          %%g = onnx.Constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
          %%b = onnx.Constant dense<[5.0, 6.0, 7.0, 8.0]> : tensor<4xf32>
          %%0 = "onnx.ReduceMean"(%%x, %%none) <{axes = [%1$d]}> : (tensor<2x4xf32>, none) -> tensor<%2$sxf32>
          %%1 = "onnx.Sub"(%%x, %%0) : (tensor<2x4xf32>, tensor<%2$sxf32>) -> tensor<2x4xf32>
          %%2 = "onnx.Pow"(%%1, %%two) : (tensor<2x4xf32>, tensor<f32>) -> tensor<2x4xf32>
          %%3 = "onnx.ReduceMean"(%%2, %%none) <{axes = [%1$d]}> : (tensor<2x4xf32>, none) -> tensor<%2$sxf32>
          %%4 = "onnx.Add"(%%3, %%e) : (tensor<%2$sxf32>, tensor<f32>) -> tensor<%2$sxf32>
          %%5 = "onnx.Sqrt"(%%4) : (tensor<%2$sxf32>) -> tensor<%2$sxf32>
          %%6 = "onnx.Div"(%%1, %%5) : (tensor<2x4xf32>, tensor<%2$sxf32>) -> tensor<2x4xf32>
          %%7 = "onnx.Mul"(%%6, %%g) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
          %%8 = "onnx.Add"(%%7, %%b) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
          return %%8 : tensor<2x4xf32>
        }
        """;

  @Test
  void layerNormalization() {
    assertFuses("NormalizedDivision", NORMALIZATION.formatted(-1, "2x1"), """
        func.func @main_graph(%x: tensor<2x4xf32>) -> tensor<2x4xf32> {
          %g = onnx.Constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
          %b = onnx.Constant dense<[5.0, 6.0, 7.0, 8.0]> : tensor<4xf32>
          %0 = "onnx.LayerNormalization"(%x, %g, %b) <{axis = 1 : si64, epsilon = 1.0 : f32}>
              : (tensor<2x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
          return %0 : tensor<2x4xf32>
        }
        """);
  }

  /** Over the first dimension. */
  @Test
  void aNormalizationOverOtherDimensionsStays() {
    assertUnchanged("fuse-onnx", NORMALIZATION.formatted(0, "1x4"));
  }

  private static final String GELU = """
        func.func @main_graph(%%x: tensor<3xf32>) -> tensor<3xf32> {
          %%root = onnx.Constant dense<%1$s> : tensor<f32>
          %%half = onnx.Constant dense<0.5> : tensor<f32>
          %%one = onnx.Constant dense<1.0> : tensor<f32>
          %%0 = "onnx.Div"(%%x, %%root) : (tensor<3xf32>, tensor<f32>) -> tensor<3xf32>
          %%1 = "onnx.Erf"(%%0) : (tensor<3xf32>) -> tensor<3xf32>
          %%2 = "onnx.Add"(%%1, %%one) : (tensor<3xf32>, tensor<f32>) -> tensor<3xf32>
          %%3 = "onnx.Mul"(%%x, %%2) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
          %%4 = "onnx.Mul"(%%3, %%half) : (tensor<3xf32>, tensor<f32>) -> tensor<3xf32>
          return %%4 : tensor<3xf32>
        }
        """;

  private static String gelu(String attributes) {
    return """
        func.func @main_graph(%%x: tensor<3xf32>) -> tensor<3xf32> {
          %%0 = "onnx.Gelu"(%%x) <{approximate = "%s"}> : (tensor<3xf32>) -> tensor<3xf32>
          return %%0 : tensor<3xf32>
        }
        """.formatted(attributes);
  }

  @Test
  void geluByErf() {
    assertFuses("GeluRecognition", GELU.formatted("1.41421354"), gelu("none"));
    assertUnchanged("fuse-onnx", GELU.formatted("1.42"));
  }

  @Test
  void geluByTanh() {
    assertFuses("GeluRecognition,ConstantOfConstant", """
        func.func @main_graph(%x: tensor<3xf32>) -> tensor<3xf32> {
          %three = onnx.Constant dense<3.0> : tensor<f32>
          %c = onnx.Constant dense<0.0447149985> : tensor<f32>
          %k = onnx.Constant dense<0.797884583> : tensor<f32>
          %half = onnx.Constant dense<0.5> : tensor<f32>
          %one = onnx.Constant dense<1.0> : tensor<f32>
          %h = "onnx.Mul"(%half, %x) : (tensor<f32>, tensor<3xf32>) -> tensor<3xf32>
          %0 = "onnx.Pow"(%x, %three) : (tensor<3xf32>, tensor<f32>) -> tensor<3xf32>
          %1 = "onnx.Mul"(%0, %c) : (tensor<3xf32>, tensor<f32>) -> tensor<3xf32>
          %2 = "onnx.Add"(%x, %1) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
          %3 = "onnx.Mul"(%2, %k) : (tensor<3xf32>, tensor<f32>) -> tensor<3xf32>
          %4 = "onnx.Tanh"(%3) : (tensor<3xf32>) -> tensor<3xf32>
          %5 = "onnx.Add"(%one, %4) : (tensor<f32>, tensor<3xf32>) -> tensor<3xf32>
          %6 = "onnx.Mul"(%h, %5) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
          return %6 : tensor<3xf32>
        }
        """, gelu("tanh"));
  }

  @Test
  void softmaxOverSeveralDimensions() {
    assertFuses("SoftmaxOfOldSets", """
        func.func @main_graph(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
          %0 = "onnx.SoftmaxV11"(%x) <{axis = 1 : si64}> : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
          return %0 : tensor<2x3x4xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
          %a = onnx.Constant dense<[2, 3, 4]> : tensor<3xi64>
          %b = onnx.Constant dense<[2, 12]> : tensor<2xi64>
          %0 = "onnx.Reshape"(%x, %b) <{allowzero = 1 : si64}> : (tensor<2x3x4xf32>, tensor<2xi64>) -> tensor<2x12xf32>
          %1 = "onnx.Softmax"(%0) <{axis = 1 : si64}> : (tensor<2x12xf32>) -> tensor<2x12xf32>
          %2 = "onnx.Reshape"(%1, %a) <{allowzero = 1 : si64}> : (tensor<2x12xf32>, tensor<3xi64>) -> tensor<2x3x4xf32>
          return %2 : tensor<2x3x4xf32>
        }
        """);
  }

  @Test
  void theScaleOfANormalizationGoesIntoTheWeights() {
    String norm = """
        func.func @main_graph(%%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
          %%w = onnx.Constant dense<[[%s], [%s]]> : tensor<2x2xf32>
          %%s = onnx.Constant dense<%s> : tensor<2xf32>
          %%none = "onnx.NoValue"() <{value}> : () -> none
          %%0 = "onnx.LayerNormalization"(%%x, %%s, %%none) <{axis = -1 : si64, epsilon = 1.0e-05 : f32}> : (tensor<3x2xf32>, tensor<2xf32>, none) -> tensor<3x2xf32>
          %%1 = "onnx.MatMul"(%%0, %%w) : (tensor<3x2xf32>, tensor<2x2xf32>) -> tensor<3x2xf32>
          return %%1 : tensor<3x2xf32>
        }
        """;
    assertFuses("LayerNormalizationIntoMatMul", norm.formatted("1.0, 2.0", "3.0, 4.0", "[2.0, -1.0]"),
        norm.formatted("2.0, 4.0", "-3.0, -4.0", "1.0"));
    assertUnchanged("fuse-onnx{enable-patterns=LayerNormalizationIntoMatMul}", norm.formatted("1.0, 2.0", "3.0, 4.0", "1.0"));
  }

  @Test
  void theQuotientOfASoftmaxComesAfterTheProduct() {
    String softmax = """
        func.func @main_graph(%%x: tensor<3x4xf32>, %%v: tensor<4x%1$dxf32>) -> tensor<3x%1$dxf32> {
          %%0 = "onnx.Softmax"(%%x) <{axis = %2$d : si64}> : (tensor<3x4xf32>) -> tensor<3x4xf32>
          %%1 = "onnx.MatMul"(%%0, %%v) : (tensor<3x4xf32>, tensor<4x%1$dxf32>) -> tensor<3x%1$dxf32>
          return %%1 : tensor<3x%1$dxf32>
        }
        """;
    assertFuses("SoftmaxIntoMatMul", softmax.formatted(2, -1), """
        func.func @main_graph(%x: tensor<3x4xf32>, %v: tensor<4x2xf32>) -> tensor<3x2xf32> {
          %none = "onnx.NoValue"() <{value}> : () -> none
          %0 = "onnx.ReduceMax"(%x, %none) <{axes = [1], keepdims = 1 : si64}> : (tensor<3x4xf32>, none) -> tensor<3x1xf32>
          %1 = "onnx.Sub"(%x, %0) : (tensor<3x4xf32>, tensor<3x1xf32>) -> tensor<3x4xf32>
          %2 = "onnx.Exp"(%1) : (tensor<3x4xf32>) -> tensor<3x4xf32>
          %3 = "onnx.ReduceSum"(%2, %none) <{axes = [1], keepdims = 1 : si64}> : (tensor<3x4xf32>, none) -> tensor<3x1xf32>
          %4 = "onnx.MatMul"(%2, %v) : (tensor<3x4xf32>, tensor<4x2xf32>) -> tensor<3x2xf32>
          %5 = "onnx.Div"(%4, %3) : (tensor<3x2xf32>, tensor<3x1xf32>) -> tensor<3x2xf32>
          return %5 : tensor<3x2xf32>
        }
        """);
    assertUnchanged("fuse-onnx", softmax.formatted(4, -1));
    assertUnchanged("fuse-onnx", softmax.formatted(2, 0));
  }

  @Test
  void scalesAndShifts() {
    assertFuses("ScaleOfShift,ConstantOfConstant", """
        func.func @main_graph(%x: tensor<2xf32>) -> tensor<2xf32> {
          %f = onnx.Constant dense<[2.0, 3.0]> : tensor<2xf32>
          %s = onnx.Constant dense<[4.0, 5.0]> : tensor<2xf32>
          %g = onnx.Constant dense<[10.0, 20.0]> : tensor<2xf32>
          %0 = "onnx.Mul"(%x, %f) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
          %1 = "onnx.Add"(%s, %0) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
          %2 = "onnx.Mul"(%1, %g) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
          %3 = "onnx.Add"(%2, %s) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
          return %3 : tensor<2xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<2xf32>) -> tensor<2xf32> {
          %s = onnx.Constant dense<[44.0, 105.0]> : tensor<2xf32>
          %f = onnx.Constant dense<[20.0, 60.0]> : tensor<2xf32>
          %0 = "onnx.Mul"(%x, %f) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
          %1 = "onnx.Add"(%0, %s) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
          return %1 : tensor<2xf32>
        }
        """);
  }
}

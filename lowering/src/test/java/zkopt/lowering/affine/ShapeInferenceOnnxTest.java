package zkopt.lowering.affine;

import static zkopt.lowering.affine.Texts.assertFails;
import static zkopt.lowering.affine.Texts.assertLowers;

import org.junit.jupiter.api.Test;

class ShapeInferenceOnnxTest {
  private static final String PASS = "shape-inference-onnx";

  @Test
  void resultsFollowFromOperands() {
    assertLowers(PASS, """
        func.func @main_graph(%x: tensor<1x3x9x9xf32>, %w: tensor<8x3x3x3xf32>) -> tensor<*xf32> {
          %none = "onnx.NoValue"() <{value}> : () -> none
          %0 = "onnx.Conv"(%x, %w, %none) <{auto_pad = "SAME_LOWER", strides = [2, 2]}>
              : (tensor<1x3x9x9xf32>, tensor<8x3x3x3xf32>, none) -> tensor<*xf32>
          %1 = "onnx.Flatten"(%0) : (tensor<*xf32>) -> tensor<*xf32>
          return %1 : tensor<*xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<1x3x9x9xf32>, %w: tensor<8x3x3x3xf32>) -> tensor<1x200xf32> {
          %none = "onnx.NoValue"() <{value}> : () -> none
          %0 = "onnx.Conv"(%x, %w, %none) <{auto_pad = "SAME_LOWER", strides = [2, 2]}>
              : (tensor<1x3x9x9xf32>, tensor<8x3x3x3xf32>, none) -> tensor<1x8x5x5xf32>
          %1 = "onnx.Flatten"(%0) : (tensor<1x8x5x5xf32>) -> tensor<1x200xf32>
          return %1 : tensor<1x200xf32>
        }
        """);
  }

  @Test
  void whatDoesNotFitIsAnError() {
    assertFails(PASS, binary("Add", "2x3", "4", "2x3"), "cannot broadcast the shapes [2, 3] and [4]");
    assertFails(PASS, binary("Add", "2x3", "3", "2x4"),
        "has the inferred result type 'tensor<2x3xf32>', but is declared to give 'tensor<2x4xf32>'");
    assertFails(PASS, binary("MatMul", "2x3", "4x2", "2x2"), "has inner dimensions that differ");
    assertFails(PASS, binary("Reshape", "2x3", "1", "6"), "needs a constant as operand #1");
  }

  private static String binary(String operator, String a, String b, String result) {
    return """
        func.func @main_graph(%%a: tensor<%2$sxf32>, %%b: tensor<%3$sxf32>) -> tensor<%4$sxf32> {
          %%0 = "onnx.%1$s"(%%a, %%b) : (tensor<%2$sxf32>, tensor<%3$sxf32>) -> tensor<%4$sxf32>
          return %%0 : tensor<%4$sxf32>
        }
        """.formatted(operator, a, b, result);
  }

  @Test
  void constantsAreFolded() {
    assertLowers(PASS + ",canonicalize", """
        func.func @main_graph(%x: tensor<1x3xf32>) -> tensor<1x2xf32> {
          %c = onnx.Constant dense<[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]> : tensor<6xf32>
          %s = onnx.Constant dense<[2, -1]> : tensor<2xi64>
          %0 = "onnx.Reshape"(%c, %s) : (tensor<6xf32>, tensor<2xi64>) -> tensor<2x3xf32>
          %1 = "onnx.Transpose"(%0) : (tensor<2x3xf32>) -> tensor<3x2xf32>
          %none = "onnx.NoValue"() <{value}> : () -> none
          %2 = "onnx.Dropout"(%x, %none, %none) : (tensor<1x3xf32>, none, none) -> tensor<1x3xf32>
          %3 = "onnx.Identity"(%2) : (tensor<1x3xf32>) -> tensor<1x3xf32>
          %4 = "onnx.MatMul"(%3, %1) : (tensor<1x3xf32>, tensor<3x2xf32>) -> tensor<1x2xf32>
          return %4 : tensor<1x2xf32>
        }
        """, """
        func.func @main_graph(%x: tensor<1x3xf32>) -> tensor<1x2xf32> {
          %1 = onnx.Constant dense<[[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]> : tensor<3x2xf32>
          %4 = "onnx.MatMul"(%x, %1) : (tensor<1x3xf32>, tensor<3x2xf32>) -> tensor<1x2xf32>
          return %4 : tensor<1x2xf32>
        }
        """);
  }

  /** Two types that are not known yet are not therefore one. */
  @Test
  void aReshapeOfUnknownTypeIsKept() {
    Texts.assertUnchanged("canonicalize", """
        func.func @main_graph(%x: tensor<*xf32>, %s: tensor<2xi64>) -> tensor<*xf32> {
          %0 = "onnx.Reshape"(%x, %s) <{allowzero = 0 : si64}> : (tensor<*xf32>, tensor<2xi64>) -> tensor<*xf32>
          return %0 : tensor<*xf32>
        }
        """);
  }
}

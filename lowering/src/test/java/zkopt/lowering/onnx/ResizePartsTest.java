package zkopt.lowering.onnx;

import static zkopt.lowering.onnx.Computed.values;

import org.junit.jupiter.api.Test;

/** Interpolation of a row of four, whose expected values follow from the formulas of the ONNX specification. */
class ResizePartsTest {
  private static final double[] ROW = {1, 2, 4, 8};

  private static Computed toSize(int size, String attributes) {
    return Computed.of("\"onnx.Resize\"(%arg0, %none, %none, %sizes) <{" + attributes + "}> : (tensor<4xf32>, none, none, tensor<1xi64>) -> tensor<"
        + size + "xf32>", "4xf32").with("%sizes = onnx.Constant dense<[" + size + "]> : tensor<1xi64>");
  }

  private static Computed byScale(double scale, int size, String attributes) {
    return Computed.of("\"onnx.Resize\"(%arg0, %none, %scales, %none) <{" + attributes + "}> : (tensor<4xf32>, none, tensor<1xf32>, none) -> tensor<"
        + size + "xf32>", "4xf32").with("%scales = onnx.Constant dense<[" + scale + "]> : tensor<1xf32>");
  }

  @Test
  void nearestRoundsTheSourceAsAsked() {
    // sources -0.25, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3.25
    toSize(8, "nearest_mode = \"floor\"").gives(values(1, 1, 1, 2, 2, 4, 4, 8), ROW);
    toSize(8, "nearest_mode = \"ceil\"").gives(values(1, 2, 2, 4, 4, 8, 8, 8), ROW);
    // sources 0, 0.5, 1, 1.5, ...
    String asymmetric = "coordinate_transformation_mode = \"asymmetric\", nearest_mode = ";
    toSize(8, asymmetric + "\"round_prefer_floor\"").gives(values(1, 1, 2, 2, 4, 4, 8, 8), ROW);
    toSize(8, asymmetric + "\"round_prefer_ceil\"").gives(values(1, 2, 2, 4, 4, 8, 8, 8), ROW);
  }

  @Test
  void linearMixesNeighboursAndKeepsTheBorder() {
    toSize(8, "mode = \"linear\"").gives(values(1, 1.25, 1.75, 2.5, 3.5, 5, 7, 8), ROW);
    toSize(7, "mode = \"linear\", coordinate_transformation_mode = \"align_corners\"").gives(values(1, 1.5, 2, 3, 4, 6, 8), ROW);
    toSize(1, "mode = \"linear\", coordinate_transformation_mode = \"pytorch_half_pixel\"").gives(values(1), ROW);
  }

  @Test
  void aScaleThatDoesNotDivideIsUsedAsItIs() {
    // sources (o + 0.5) / 0.6 - 0.5
    byScale(0.6, 2, "mode = \"linear\"").gives(values(1.0 + 1.0 / 3, 4), ROW);
    // moved by 2 (1 - 2 / 2.4)
    byScale(0.6, 2, "mode = \"linear\", coordinate_transformation_mode = \"half_pixel_symmetric\"").gives(values(1 + 2.0 / 3, 4 + 4.0 / 3), ROW);
  }

  @Test
  void cubicWeighsFourNeighbours() {
    // at 0.5, 1.5 (a = -0.75): weights -0.09375, 0.59375, 0.59375, -0.09375
    String halves = "mode = \"cubic\", coordinate_transformation_mode = \"asymmetric\"";
    toSize(8, halves).gives(values(1, 0.59375 * 3 - 0.09375 * 5, 2, 0.59375 * 6 - 0.09375 * 9, 4, 0.59375 * 12 - 0.09375 * 10, 8, 0.59375 * 16 - 0.09375 * 12), ROW);
    // what lies outside is left out: the last is at 3.5
    toSize(8, halves + ", exclude_outside = 1 : si64").gives(
        values(1, (0.59375 * 3 - 0.09375 * 4) / 1.09375, 2, 0.59375 * 6 - 0.09375 * 9, 4, (0.59375 * 12 - 0.09375 * 2) / 1.09375, 8,
            (0.59375 * 8 - 0.09375 * 4) / 0.5), ROW);
  }

  @Test
  void antialiasWidensTheKernel() {
    // halved: weights 1/8, 3/8, 3/8, 1/8 around 0.5 and 2.5
    toSize(2, "mode = \"linear\", antialias = 1 : si64").gives(values((1 + 3 + 6 + 4) / 8.0, (2 + 12 + 24 + 8) / 8.0), ROW);
  }

  @Test
  void aCropBeyondTheBorderIsExtrapolated() {
    Computed.of("\"onnx.Resize\"(%arg0, %roi, %none, %sizes) <{mode = \"linear\", coordinate_transformation_mode = \"tf_crop_and_resize\","
            + " extrapolation_value = 9.0 : f32}> : (tensor<4xf32>, tensor<2xf32>, none, tensor<1xi64>) -> tensor<3xf32>", "4xf32")
        .with("%sizes = onnx.Constant dense<[3]> : tensor<1xi64>\n%roi = onnx.Constant dense<[0.5, 1.5]> : tensor<2xf32>")
        .gives(values(3, 8, 9), ROW);
  }

  @Test
  void anAspectRatioIsKept() {
    double[] square = {1, 2, 3, 4};
    String inputs = "(%arg0, %none, %none, %sizes) <{axes = [0, 1], keep_aspect_ratio_policy = ";
    String types = "}> : (tensor<2x2xf32>, none, none, tensor<2xi64>) -> tensor<";
    String sizes = "%sizes = onnx.Constant dense<[2, 4]> : tensor<2xi64>";
    Computed.of("\"onnx.Resize\"" + inputs + "\"not_larger\"" + types + "2x2xf32>", "2x2xf32").with(sizes).gives(square, square);
    Computed.of("\"onnx.Resize\"" + inputs + "\"not_smaller\"" + types + "4x4xf32>", "2x2xf32").with(sizes)
        .gives(values(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4), square);
  }

  @Test
  void whatIsNoInterpolationIsRefused() {
    toSize(8, "mode = \"quintic\"").isRefused("has mode = 'quintic'");
    toSize(8, "mode = \"linear\", coordinate_transformation_mode = \"round\"").isRefused("coordinate_transformation_mode = 'round'");
    Computed.of("\"onnx.Resize\"(%arg0, %none, %none, %arg1) : (tensor<4xf32>, none, none, tensor<1xi64>) -> tensor<8xf32>", "4xf32", "1xi64")
        .isRefused("needs a constant as operand #3");
  }
}
